import { readAbsences } from '#db/reads/absences.ts'
import { AbsenceList, AbsenceQuery } from '../contract/admin.ts'
import { demand, refuseAction, seenStore } from '../door/access.ts'
import type { Route } from '../house.ts'
import { storesWith } from '../policy.ts'
import { problems } from './answers.ts'

/** GET /absences: who is or will be away; one's own with `mine`, else those of the stores one plans for. */
export const listAbsences: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/absences',
    config: { right: ['oneself', 'duty.plan'] },
    schema: {
      tags: ['administration'],
      summary: 'Absences',
      querystring: AbsenceQuery,
      response: { 200: AbsenceList, ...problems },
    },
    handler: async (request) => {
      const { personId } = request.caller
      const { mine, storeId } = request.query
      const planned = storesWith(request.caller, 'duty.plan')
      if (mine === undefined && storeId !== undefined) {
        demand(request, 'duty.plan', { storeId: seenStore(request.caller, storeId) })
      }
      if (mine === undefined && planned.length === 0) refuseAction(request, 'duty.plan')
      const of = mine === undefined ? { stores: storeId === undefined ? planned : [storeId] } : { personId }
      const rows = await readAbsences(house.deps.db, of, house.deps.now())
      return { items: rows.map((row) => ({ ...row, mayEnd: true })), nextCursor: null }
    },
  })
}
