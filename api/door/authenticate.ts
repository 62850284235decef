import { callerOfSession } from '#db/reads/caller-of-session.ts'
import { extendSession } from '#db/door/sessions.ts'
import type { FastifyRequest } from 'fastify'
import { noteTokenUse } from '#db/door/api-tokens.ts'
import type { App, House } from '../house.ts'
import { Problem } from '../problem.ts'
import { callerOf, cookieName, guardOrigin, presentedToken } from './identity.ts'

const extendEveryMs = 10 * 60_000

/** Resolves who is calling before a body is even read; routes that need nobody say `config: { open: true }`. */
export function authenticate(app: App, house: House): void {
  const cookie = cookieName(house.deps.secureCookies)
  app.decorateRequest('caller')
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.open === true || config?.right !== undefined) return
    throw new Error(
      `${String(method)} ${url} names no right: say \`config: { right }\`, or \`open\` when nobody need sign in`,
    )
  })
  app.addHook('onRequest', async (request) => {
    if (request.is404 || request.routeOptions.config.open === true) return
    const presented = presentedToken(request, cookie)
    if (presented.via === 'cookie') guardOrigin(request)
    const now = house.deps.now()
    const holder = await callerOfSession(house.deps.db, presented.tokenHash, now)
    request.caller = callerOf(holder, presented, now)
    if (request.caller.scopes) {
      refuseOutOfScope(request)
      await noteTokenUse(house.deps.db, presented.tokenHash, now)
      return
    }
    const idleAt = Date.parse(now) + house.sessionTimes.idleMs
    if (holder && idleAt - Date.parse(holder.idleExpiresAt) > extendEveryMs) {
      await extendSession(house.deps.db, presented.tokenHash, new Date(idleAt).toISOString())
    }
  })
  app.addHook('preValidation', async (request) => refuseRepeatedParameters(request.query))
}

/** A program's key opens only what it was made for; what it may there is its person's right as always. */
function refuseOutOfScope(request: FastifyRequest): void {
  const { right = [] } = request.routeOptions.config
  const rights = [right].flat()
  if (rights.some((one) => request.caller.scopes?.has(one))) return
  throw new Problem('NOT_ALLOWED', `This key is not made for ${rights.join(' or ')}. Make one that is, or sign in.`, {
    facts: { needed: rights.join(' or ') },
  })
}

function refuseRepeatedParameters(query: unknown): void {
  for (const [name, value] of Object.entries(query ?? {})) {
    if (!Array.isArray(value)) continue
    throw new Problem('DUPLICATE_PARAM', `The parameter "${name}" appears ${value.length} times. Send it once.`, {
      errors: [{ pointer: `/query/${name}`, code: 'DUPLICATE_PARAM', detail: 'appears more than once' }],
    })
  }
}
