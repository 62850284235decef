import type { FastifyInstance } from 'fastify'

interface Known {
  parts: string[]
  method: string
}

/** Which methods exist at a path, for 405 answers and for comparing the OpenAPI page with the routes. */
export interface RouteMap {
  methodsAt(path: string): string[]
  all(): { method: string; url: string }[]
}

/** Listens to route registrations; call it before the first route. */
export function watchRoutes(app: FastifyInstance): RouteMap {
  const known: Known[] = []
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) known.push({ method, parts: route.url.split('/') })
  })
  return {
    methodsAt: (path) => [
      ...new Set(known.filter((route) => fits(route.parts, path.split('/'))).map((route) => route.method)),
    ],
    all: () => known.map(({ method, parts }) => ({ method, url: parts.join('/') })),
  }
}

function fits(pattern: string[], path: string[]): boolean {
  if (pattern.at(-1) === '*')
    return path.length >= pattern.length && pattern.slice(0, -1).every((part, at) => part === path[at])
  return pattern.length === path.length && pattern.every((part, at) => part.startsWith(':') || part === path[at])
}
