import { readSessionsOf } from '#db/door/sessions.ts'
import { SessionList } from '../contract/admin.ts'
import { sessionIdOf } from '../door/session-id.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET /me/sessions: where one is signed in. */
export const listSessions: Route = (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/me/sessions',
    config: { right: 'account' },
    schema: { tags: ['session'], summary: 'My sessions', response: { 200: SessionList, ...problems } },
    handler: async (request) => {
      const rows = await readSessionsOf(deps.db, request.caller.personId, deps.now())
      const items = rows.map(({ tokenHash, createdAt, idleExpiresAt, expiresAt, agent }) => ({
        id: sessionIdOf(tokenHash),
        createdAt,
        expiresAt: idleExpiresAt < expiresAt ? idleExpiresAt : expiresAt,
        agent,
        current: tokenHash === request.caller.tokenHash,
      }))
      return { items, nextCursor: null }
    },
  })
}
