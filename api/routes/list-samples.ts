import { readSamples } from '#db/reads/audit-samples.ts'
import { SamplePage, SampleQuery } from '../contract/audit.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import { demandAnywhere } from '../door/access.ts'
import type { Route } from '../house.ts'
import { storesWith } from '../policy.ts'
import { showSamples } from '../show/show-sample.ts'
import { problems } from './answers.ts'

/** GET /audit/samples: samples drawn in the stores whose history the caller reads, newest first. */
export const listSamples: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/audit/samples',
    config: { right: 'audit.read' },
    schema: {
      tags: ['audit'],
      summary: 'Samples',
      querystring: SampleQuery,
      response: { 200: SamplePage, ...problems },
    },
    handler: async (request) => {
      const { storeId, limit = 50, cursor } = request.query
      const of = { list: 'samples', personId: request.caller.personId, filters: { storeId } }
      const place = readCursor(of, cursor, 2)
      demandAnywhere(request, 'audit.read')
      const stores = storesWith(request.caller, 'audit.read').filter((id) => storeId === undefined || id === storeId)
      const after = place ? { after: { drawnAt: String(place[0]), id: String(place[1]) } } : {}
      const rows = await readSamples(house.deps.db, { stores, limit: limit + 1, ...after })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        items: await showSamples(house, page),
        nextCursor: last ? writeCursor(of, [last.drawnAt, last.id]) : null,
      }
    },
  })
}
