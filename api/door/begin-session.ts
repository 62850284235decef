import type { FastifyReply, FastifyRequest } from 'fastify'
import { endSession, openSession } from '#db/door/sessions.ts'
import type { House } from '../house.ts'
import { cookieName } from './identity.ts'
import { newToken, tokenHashOf } from './session-token.ts'

/** Opens a session of a person and sets its cookie. A browser's former session ends: none it had before is good for more. */
export async function beginSession(
  { deps, sessionTimes: { idleMs, longestMs } }: House,
  request: FastifyRequest,
  reply: FastifyReply,
  personId: string,
): Promise<{ token: string; expiresAt: string }> {
  const name = cookieName(deps.secureCookies)
  const former = tokenHashOf(request.cookies[name] ?? '')
  if (former !== null) await endSession(deps.db, former)
  const token = newToken()
  const now = deps.now()
  const inMs = (ms: number) => new Date(Date.parse(now) + ms).toISOString()
  const expiresAt = inMs(longestMs)
  await openSession(deps.db, {
    tokenHash: tokenHashOf(token) ?? '',
    personId,
    createdAt: now,
    idleExpiresAt: inMs(idleMs),
    expiresAt,
    agent: request.headers['user-agent']?.slice(0, 300) ?? null,
  })
  void reply.setCookie(name, token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: deps.secureCookies,
    maxAge: longestMs / 1000,
  })
  return { token, expiresAt }
}
