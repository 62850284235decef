import { Handover, HandoverParams } from '../contract/warehouse.ts'
import { demand, seenStore } from '../door/access.ts'
import { storeDay } from '../door/store-day.ts'
import type { Route } from '../house.ts'
import { showHandover as show } from '../show/show-handover.ts'
import { problems } from './answers.ts'

/** GET /stores/{storeId}/handovers/{day}: the daily sheet of the warehouse: as it stands now, or as it was signed. */
export const showHandover: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/stores/:storeId/handovers/:day',
    config: { right: 'handover.read' },
    schema: {
      tags: ['warehouse'],
      summary: 'Daily handover sheet',
      params: HandoverParams,
      response: { 200: Handover, ...problems },
    },
    handler: async (request) => {
      const storeId = seenStore(request.caller, request.params.storeId)
      demand(request, 'handover.read', { storeId })
      return show(house, request, storeDay(house, request.caller, storeId, request.params.day))
    },
  })
}
