import { readPosts, readStaff } from '#db/reads/staff-page.ts'
import { StaffPage, StaffQuery } from '../contract/admin.ts'
import { refuseAction } from '../door/access.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import type { Route } from '../house.ts'
import { storesWith } from '../policy.ts'
import { showStaff } from '../show/show-staff.ts'
import { problems } from './answers.ts'

/** GET /people: everybody who may sign in, with the roles they hold or held in the caller's stores. */
export const listStaff: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/people',
    config: { right: 'people.manage' },
    schema: {
      tags: ['administration'],
      summary: 'People',
      querystring: StaffQuery,
      response: { 200: StaffPage, ...problems },
    },
    handler: async (request) => {
      const { storeId, q, limit = 50, cursor } = request.query
      const stores = storesWith(request.caller, 'people.manage')
      if (stores.length === 0) refuseAction(request, 'people.manage')
      const of = { list: 'people', personId: request.caller.personId, filters: { storeId, q } }
      const place = readCursor(of, cursor, 2)
      const rows = await readStaff(house.deps.db, {
        stores,
        ...(storeId === undefined ? {} : { storeId }),
        ...(q === undefined || q === '' ? {} : { text: q }),
        ...(place ? { after: { name: String(place[0]), id: String(place[1]) } } : {}),
        limit: limit + 1,
      })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      const posts = await readPosts(
        house.deps.db,
        page.map(({ id }) => id),
        stores,
      )
      return {
        items: await showStaff(house, page, posts),
        nextCursor: last ? writeCursor(of, [last.name, last.id]) : null,
      }
    },
  })
}
