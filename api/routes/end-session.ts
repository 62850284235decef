import { z } from 'zod'
import { endSession as end, readSessionsOf } from '#db/door/sessions.ts'
import { Id } from '../contract/primitives.ts'
import { notFound } from '../door/access.ts'
import { sessionIdOf } from '../door/session-id.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** DELETE /me/sessions/{sessionId}: signs out on another device, at once. */
export const endSession: Route = (app, house) => {
  app.route({
    method: 'DELETE',
    url: '/api/v1/me/sessions/:sessionId',
    config: { right: 'account' },
    schema: {
      tags: ['session'],
      summary: 'End a session of mine',
      params: z.strictObject({ sessionId: Id }),
      response: { 200: z.strictObject({ id: z.string() }), ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { sessionId } = request.params
        const { db, now } = house.deps
        const rows = await readSessionsOf(db, request.caller.personId, now())
        const session = rows.find(({ tokenHash }) => sessionIdOf(tokenHash) === sessionId)
        if (!session) throw notFound(`session ${sessionId} of yours`)
        await end(db, session.tokenHash)
        return { status: 200, body: { id: sessionId } }
      }),
  })
}
