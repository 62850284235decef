import { z } from 'zod'
import { endSession } from '#db/door/sessions.ts'
import { cookieName } from '../door/identity.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** DELETE /session: signs out; the token is unknown from the next request on. */
export const closeSession: Route = (app, { deps }) => {
  app.route({
    method: 'DELETE',
    url: '/api/v1/session',
    config: { right: 'account' },
    schema: { tags: ['session'], summary: 'Sign out', response: { 204: z.null(), ...problems } },
    handler: async (request, reply) => {
      await endSession(deps.db, request.caller.tokenHash)
      return reply.clearCookie(cookieName(deps.secureCookies), { path: '/' }).code(204).send(null)
    },
  })
}
