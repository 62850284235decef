import type { FastifyRequest } from 'fastify'
import type { App } from '../house.ts'
import { Problem } from '../problem.ts'

/** Requests a minute. */
export interface CallerLimits {
  /** From one network address, whoever asks. */
  address: number
  /** Of one person, on all their devices and keys together. */
  person: number
  /** About one store, whoever asks, as far as the request names it. */
  store: number
}

export const defaultCallerLimits: CallerLimits = { address: 6_000, person: 3_000, store: 6_000 }
/** One machine talks to itself in the demonstration, as fast as it can when it is measured. */
export const demoCallerLimits: CallerLimits = { address: 400_000, person: 200_000, store: 400_000 }

const windowMs = 60_000

/** Nobody takes the house from the others: beyond a limit the answer is 429 with the seconds until the minute is over. */
export function limitCallers(app: App, limits: CallerLimits): void {
  let begun = Date.now()
  const counts = new Map<string, number>()
  const count = (key: string, most: number, whose: string): void => {
    const now = Date.now()
    if (now - begun >= windowMs) {
      begun = now
      counts.clear()
    }
    const asked = (counts.get(key) ?? 0) + 1
    counts.set(key, asked)
    if (asked <= most) return
    const seconds = Math.max(1, Math.ceil((begun + windowMs - now) / 1_000))
    throw new Problem('TOO_MANY_REQUESTS', `Too many requests ${whose} within a minute; wait ${seconds} s.`, {
      headers: { 'retry-after': String(seconds) },
    })
  }
  app.addHook('preHandler', async (request) => {
    if (request.is404 || request.routeOptions.config.open === true) return
    count(`person ${request.caller.personId}`, limits.person, 'by you')
    const storeId = storeNamed(request)
    if (storeId !== null && request.caller.rolesIn.has(storeId))
      count(`store ${storeId}`, limits.store, 'about this store')
  })
}

function storeNamed({ params, query, body }: FastifyRequest): string | null {
  for (const part of [params, query, body]) {
    const { storeId } = (typeof part === 'object' && part !== null ? part : {}) as { storeId?: unknown }
    if (typeof storeId === 'string') return storeId
  }
  return null
}
