import { readStoreData, storeDataKey } from '#db/reads/store-data-page.ts'
import { StoreDataPage, StoreDataParams, StoreDataQuery } from '../contract/store-data.ts'
import { demand, seenStore } from '../door/access.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import type { Route } from '../house.ts'
import { may } from '../policy.ts'
import { problems } from './answers.ts'

/** GET /store-data/{kind}: what the store's own systems have told; cost and supplier only for those who may see them. */
export const listStoreData: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/store-data/:kind',
    config: { right: 'storeData.read' },
    schema: {
      tags: ['store data'],
      summary: 'Entries',
      params: StoreDataParams,
      querystring: StoreDataQuery,
      response: { 200: StoreDataPage, ...problems },
    },
    handler: async (request) => {
      const { kind } = request.params
      const { q, limit = 50, cursor } = request.query
      const storeId = seenStore(request.caller, request.query.storeId)
      demand(request, 'storeData.read', { storeId })
      const of = { list: `store-data ${kind}`, personId: request.caller.personId, filters: { storeId, q } }
      const place = readCursor(of, cursor, 1)
      const filter = {
        storeId,
        limit: limit + 1,
        ...(q === undefined ? {} : { text: q }),
        ...(place ? { after: String(place[0]) } : {}),
      }
      const rows = await readStoreData(house.deps.db, kind, filter)
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      const seesCost = may(request.caller, 'cost.see', { storeId })
      const items =
        kind === 'products' && !seesCost ? page.map((row) => ({ ...row, cost: null, supplier: null })) : page
      return { items, nextCursor: last ? writeCursor(of, [last[storeDataKey(kind)] as string]) : null }
    },
  })
}
