import { z } from 'zod'
import { personOfOidc } from '#db/door/oidc-person.ts'
import { beginSession } from '../door/begin-session.ts'
import type { Leaving } from '../door/company-sign-in.ts'
import { CompanySignIn } from '../door/company-sign-in.ts'
import { openWithHouseKey, sealWithHouseKey } from '../door/seal.ts'
import type { House, Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

const url = '/api/v1/session/company'
const cookie = 'zhangfa-leaving'
const context = 'company sign-in'
const keptSeconds = 600

/** GET /session/company and …/return: signs in at the company's OpenID provider and comes back with a session. */
export const companySignIn: Route = (app, house) => {
  const { deps } = house
  const provider = deps.oidc && new CompanySignIn(deps.oidc, `${house.messages.publicUrl}${url}/return`)
  const given = (): CompanySignIn => {
    if (provider) return provider
    throw new Problem('NOT_FOUND', 'This house has no sign-in of a company. Sign in with email and password.')
  }
  app.route({
    method: 'GET',
    url,
    config: { open: true },
    schema: {
      tags: ['session'],
      summary: 'Sign in at the company',
      querystring: z.strictObject({ next: z.string().max(1000).optional() }),
      response: { 302: z.any(), ...problems },
    },
    handler: async (request, reply) => {
      const { address, leaving } = await given().leave(localPath(request.query.next)).catch(awayOr)
      const kept = sealWithHouseKey(deps.piiKey, context, JSON.stringify(leaving))
      return reply
        .setCookie(cookie, kept, { ...cookieOf(house), maxAge: keptSeconds })
        .header('cache-control', 'no-store')
        .redirect(address)
    },
  })
  app.route({
    method: 'GET',
    url: `${url}/return`,
    config: { open: true },
    schema: {
      tags: ['session'],
      summary: 'Back from the company',
      // What a provider adds of its own is its business.
      querystring: z.looseObject({}),
      response: { 302: z.any(), ...problems },
    },
    handler: async (request, reply) => {
      const back = given()
      const leaving = leavingOf(house, request.cookies[cookie])
      void reply.clearCookie(cookie, cookieOf(house))
      const query = request.url.slice(request.url.indexOf('?') + 1)
      const who = await back.returned(query, leaving).catch((error: unknown) => {
        request.log.info({ err: error }, 'the company says no')
        throw refused()
      })
      const person = await personOfOidc(deps.db, who)
      if (!person || person.disabled) throw refused()
      await beginSession(house, request, reply, person.id)
      return reply.header('cache-control', 'no-store').redirect(leaving.next)
    },
  })
}

function cookieOf({ deps }: House) {
  return { httpOnly: true, sameSite: 'lax' as const, path: url, secure: deps.secureCookies }
}

function leavingOf({ deps }: House, kept: string | undefined): Leaving {
  try {
    return JSON.parse(openWithHouseKey(deps.piiKey, kept ?? '')) as Leaving
  } catch {
    throw refused()
  }
}

/** Only places of our own page: never an address somebody put into a link. */
function localPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/'
}

function refused(): Problem {
  return new Problem(
    'SIGN_IN_REFUSED',
    'The company’s sign-in opens nothing here. Begin anew, or ask an admin to add you.',
  )
}

function awayOr(error: unknown): never {
  if (error instanceof Problem) throw error
  throw new Problem(
    'UNAVAILABLE',
    'The company’s sign-in cannot be reached. Try again shortly, or use your password.',
    {
      headers: { 'retry-after': '5' },
    },
  )
}
