import { readShifts } from '#db/reads/shifts.ts'
import { ShiftList, ShiftQuery } from '../contract/admin.ts'
import { seenStore } from '../door/access.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET /shifts: who is on duty in a store in a period, for everybody who works there. */
export const listShifts: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/shifts',
    config: { right: 'storePeople.read' },
    schema: {
      tags: ['administration'],
      summary: 'Shifts',
      querystring: ShiftQuery,
      response: { 200: ShiftList, ...problems },
    },
    handler: async (request) => {
      const { fromAt, toAt } = request.query
      const storeId = seenStore(request.caller, request.query.storeId)
      return { items: await readShifts(house.deps.db, { storeId, fromAt, toAt }), nextCursor: null }
    },
  })
}
