import { readErasures } from '#db/reads/erasures.ts'
import { ErasurePage, ErasureQuery } from '../contract/personal-data.ts'
import { demandAnywhere } from '../door/access.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import type { Route } from '../house.ts'
import { storesWith } from '../policy.ts'
import { showErasures } from '../show/show-erasure.ts'
import { problems } from './answers.ts'

/** GET /erasures: wishes to erase personal data and what became of them, newest first. */
export const listErasures: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/erasures',
    config: { right: 'pii.readErasures' },
    schema: {
      tags: ['personal data'],
      summary: 'Erasures',
      querystring: ErasureQuery,
      response: { 200: ErasurePage, ...problems },
    },
    handler: async (request) => {
      const { storeId, runId, state, limit = 50, cursor } = request.query
      const of = { list: 'erasures', personId: request.caller.personId, filters: { storeId, runId, state } }
      const place = readCursor(of, cursor, 2)
      demandAnywhere(request, 'pii.readErasures')
      const held = storesWith(request.caller, 'pii.readErasures')
      const stores = held.filter((id) => storeId === undefined || id === storeId)
      const rows = await readErasures(house.deps.db, {
        ...{ stores, limit: limit + 1 },
        ...(state === undefined ? {} : { state }),
        ...(runId === undefined ? {} : { runId }),
        ...(place ? { after: { askedAt: String(place[0]), id: String(place[1]) } } : {}),
      })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        items: await showErasures(house, page),
        nextCursor: last ? writeCursor(of, [last.askedAt, last.id]) : null,
      }
    },
  })
}
