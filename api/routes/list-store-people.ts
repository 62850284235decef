import { z } from 'zod'
import { readStorePeople } from '#db/reads/store-people.ts'
import { Id } from '../contract/primitives.ts'
import { StorePeople, StorePeopleQuery } from '../contract/store-people.ts'
import { demand, seenStore } from '../door/access.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET /stores/{storeId}/people: who works there now, in which roles, with how much on their desk. */
export const listStorePeople: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/stores/:storeId/people',
    config: { right: 'storePeople.read' },
    schema: {
      tags: ['stores'],
      summary: 'People of a store',
      params: z.strictObject({ storeId: Id }),
      querystring: StorePeopleQuery,
      response: { 200: StorePeople, ...problems },
    },
    handler: async (request) => {
      const storeId = seenStore(request.caller, request.params.storeId)
      demand(request, 'storePeople.read', { storeId })
      const { role } = request.query
      const filter = { storeId, now: house.deps.now(), ...(role === undefined ? {} : { role }) }
      return { items: await readStorePeople(house.deps.db, filter) }
    },
  })
}
