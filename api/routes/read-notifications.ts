import { countUnread } from '#db/reads/notices-of.ts'
import { markNoticesRead } from '#db/writes/read-notices.ts'
import { ReadRequest, Unread } from '../contract/notifications.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'
import { mostUnread } from './list-notifications.ts'

/** POST /notifications/read: marks the caller's own as read, by id or all up to one; answers how many are left. */
export const readNotifications: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/notifications/read',
    config: { right: 'oneself' },
    schema: {
      tags: ['notifications'],
      summary: 'Mark as read',
      body: ReadRequest,
      response: { 200: Unread, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { personId, rolesIn } = request.caller
        const { body } = request
        const which = 'ids' in body ? { ids: body.ids.map(Number) } : { upTo: Number(body.upTo) }
        await markNoticesRead(house.deps.db, personId, which)
        const unread = await countUnread(house.deps.db, personId, [...rolesIn.keys()], mostUnread)
        return { status: 200, body: { unread } }
      }),
  })
}
