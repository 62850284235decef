import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../house.ts'

/** Answers a request nothing else is for with the page, when it is a person's browser that asks; else null. */
export type ShowPage = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null

const year = 365 * 24 * 3_600_000
// What the API answers stays the API's: an address of it that does not exist is a problem, not a page.
const apiPath = /^\/(api|docs|openapi\.json|healthz|readyz|assets)(\/|$|\?)/
const ofTheBuild = /^(manifest\.json|kept-files\.json|built-from\.txt)$|\.(br|gz)$/

const notBuilt =
  '<!doctype html><html lang="en"><title>Zhangfa</title><p>The page is not built. Run <code>npm start</code>, or <code>node --import tsx cli/build-web.ts</code>.</p></html>'

/** Serves the built page: what carries a hash in its name for a year, everything else asked for anew each time. */
export async function servePage(app: App, folder: string): Promise<ShowPage> {
  const built = existsSync(join(folder, 'index.html'))
  if (built) {
    const rootFiles = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
      .map(({ name }) => `/${name}`)
      .filter((path) => path === '/kept-files.json' || !ofTheBuild.test(path.slice(1)))
    app.addHook('onRoute', (route) => {
      if (route.url === '/assets/*') route.config = { ...route.config, open: true, rateLimit: false }
    })
    await app.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      preCompressed: true,
      immutable: true,
      maxAge: year,
      index: false,
      schemaHide: true,
    })
    for (const path of rootFiles)
      app.route({
        method: 'GET',
        url: path,
        config: { open: true, rateLimit: false },
        schema: { hide: true },
        handler: (_request, reply) => sendRootFile(reply, folder, path.slice(1)),
      })
  }
  return (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null
    if (apiPath.test(request.url) || !(request.headers.accept ?? '').includes('text/html')) return null
    if (!built) return reply.code(503).type('text/html; charset=utf-8').serializer(String).send(notBuilt)
    return sendRootFile(reply, folder, 'index.html')
  }
}

function sendRootFile(reply: FastifyReply, folder: string, name: string): FastifyReply {
  return reply.sendFile(name, folder, { cacheControl: false }).header('cache-control', 'no-cache')
}
