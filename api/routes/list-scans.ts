import { readParcelScans } from '#db/reads/parcel-scans.ts'
import { ScanPage, ScanQuery } from '../contract/warehouse.ts'
import { demand, seenStore } from '../door/access.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import { storeDay } from '../door/store-day.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET /scans: what a store's warehouse scanned on a day of its own calendar, newest first, with what became of it. */
export const listScans: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/scans',
    config: { right: 'handover.read' },
    schema: {
      tags: ['warehouse'],
      summary: 'Scans of a day',
      querystring: ScanQuery,
      response: { 200: ScanPage, ...problems },
    },
    handler: async (request) => {
      const { day, mine, limit = 50, cursor } = request.query
      const storeId = seenStore(request.caller, request.query.storeId)
      demand(request, 'handover.read', { storeId })
      const { personId } = request.caller
      const of = { list: 'scans', personId, filters: { storeId, day, mine } }
      const place = readCursor(of, cursor, 2)
      const { fromAt, toAt } = storeDay(house, request.caller, storeId, day)
      const rows = await readParcelScans(house.deps.db, {
        ...{ storeId, fromAt, toAt, limit: limit + 1 },
        ...(mine === true ? { personId } : {}),
        ...(place ? { after: { at: String(place[0]), id: String(place[1]) } } : {}),
      })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      const nameOf = await house.names.of(page.flatMap((row) => [row.personId, row.inspectedBy]))
      return {
        items: page.map(({ sopRunId, inspectedBy, ...row }) => ({
          ...row,
          runId: sopRunId,
          personName: nameOf(row.personId),
          inspectedByName: nameOf(inspectedBy),
        })),
        nextCursor: last ? writeCursor(of, [last.at, last.id]) : null,
      }
    },
  })
}
