import { countUnread, readNotices } from '#db/reads/notices-of.ts'
import { NotificationPage, NotificationQuery } from '../contract/notifications.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import type { Route } from '../house.ts'
import { showNotices } from '../show/show-notice.ts'
import { problems } from './answers.ts'

/** Counted no further than this. */
export const mostUnread = 100

/** GET /notifications: what the caller was told, unread first, newest first, with the number of unread ones. */
export const listNotifications: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/notifications',
    config: { right: 'oneself' },
    schema: {
      tags: ['notifications'],
      summary: 'My notifications',
      querystring: NotificationQuery,
      response: { 200: NotificationPage, ...problems },
    },
    handler: async (request) => {
      const { personId, rolesIn } = request.caller
      const { limit = 50, cursor, unread = false } = request.query
      const of = { list: 'notifications', personId, filters: { unread } }
      const place = readCursor(of, cursor, 2)
      const stores = [...rolesIn.keys()]
      const [rows, count] = await Promise.all([
        readNotices(house.deps.db, personId, stores, {
          unread,
          ...(place ? { after: { read: Number(place[0]), id: Number(place[1]) } } : {}),
          limit: limit + 1,
        }),
        countUnread(house.deps.db, personId, stores, mostUnread),
      ])
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        items: await showNotices(house, page),
        nextCursor: last ? writeCursor(of, [last.readAt === null ? 0 : 1, last.id]) : null,
        unread: count,
      }
    },
  })
}
