import type { FastifyRequest } from 'fastify'
import type { SessionHolder } from '#db/reads/caller-of-session.ts'
import type { Caller, Right } from '../policy.ts'
import { Problem } from '../problem.ts'
import { tokenHashOf } from './session-token.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling; set for every route but the open ones. */
    caller: Caller
  }
  interface FastifyContextConfig {
    /** No sign-in needed. */
    open?: boolean
    /** What the route asks the policy table for; one of these, where it depends on what is sent. */
    right?: Right | readonly Right[]
  }
}

/** Name of the cookie; in production it is bound to the host and to https. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-zhangfa' : 'zhangfa'
}

interface Presented {
  tokenHash: string
  via: 'bearer' | 'cookie'
}

/** The token a request carries in its header or cookie, never in its address. Errors: TOKEN_MISSING, TOKEN_INVALID. */
export function presentedToken(request: FastifyRequest, cookie: string): Presented {
  const header = request.headers.authorization
  const fromHeader = header === undefined ? undefined : /^Bearer ([^\s]+)$/i.exec(header)?.[1]
  if (header !== undefined && fromHeader === undefined) {
    throw new Problem(
      'TOKEN_INVALID',
      'The Authorization header is not "Bearer <token>". Sign in at POST /api/v1/session.',
      challenge,
    )
  }
  const token = fromHeader ?? request.cookies[cookie]
  if (token === undefined) {
    throw new Problem(
      'TOKEN_MISSING',
      'This needs a sign-in. Get a token at POST /api/v1/session and send it as Bearer.',
      challenge,
    )
  }
  const tokenHash = tokenHashOf(token)
  if (tokenHash === null) throw tokenInvalid()
  return { tokenHash, via: fromHeader === undefined ? 'cookie' : 'bearer' }
}

/** The caller a session stands for. Errors: TOKEN_INVALID (unknown, signed out, disabled), TOKEN_EXPIRED. */
export function callerOf(holder: SessionHolder | null, presented: Presented, now: string): Caller {
  if (!holder || holder.disabled) throw tokenInvalid()
  if (holder.expiresAt <= now || holder.idleExpiresAt <= now) {
    throw new Problem('TOKEN_EXPIRED', 'The session has expired. Sign in again at POST /api/v1/session.', challenge)
  }
  const rolesIn = new Map<string, string[]>()
  const storeNames = new Map<string, string>()
  const zones = new Map<string, string>()
  for (const { storeId, storeName, zone, role } of holder.held) {
    rolesIn.set(storeId, [...(rolesIn.get(storeId) ?? []), role])
    storeNames.set(storeId, storeName)
    zones.set(storeId, zone)
  }
  const { personId, name, email, signedInAt } = holder
  const scopes = holder.scopes === null ? null : new Set(holder.scopes)
  return { personId, name, email, signedInAt, scopes, ...presented, rolesIn, storeNames, zones }
}

/** A browser's write must come from our own page: cookies travel by themselves, so their origin is looked at. */
export function guardOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const origin = request.headers.origin
  const site = request.headers['sec-fetch-site']
  const own = origin === undefined ? site === 'same-origin' : hostOf(origin) === request.headers.host
  if (own) return
  throw new Problem(
    'CSRF',
    `This write came with the cookie of a browser but from ${origin ?? 'an unnamed place'}. Use the page of this house, or a bearer token.`,
  )
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

const challenge = { headers: { 'www-authenticate': 'Bearer' } }

function tokenInvalid(): Problem {
  return new Problem('TOKEN_INVALID', 'The token is not valid (any more). Sign in at POST /api/v1/session.', challenge)
}
