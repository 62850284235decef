import { readStores } from '#db/reads/stores.ts'
import { StoreList } from '../contract/admin.ts'
import type { Route } from '../house.ts'
import { may } from '../policy.ts'
import { problems } from './answers.ts'

/** GET /stores: the caller's stores with the calendar each counts by. */
export const listStores: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/stores',
    config: { right: 'storePeople.read' },
    schema: { tags: ['administration'], summary: 'Stores', response: { 200: StoreList, ...problems } },
    handler: async (request) => {
      const rows = await readStores(house.deps.db, [...request.caller.rolesIn.keys()])
      const items = rows.map(({ id, name, calendar }) => {
        const mayChange = may(request.caller, 'store.change', { storeId: id })
        return { id, name, calendar, mayChange }
      })
      return { items, nextCursor: null }
    },
  })
}
