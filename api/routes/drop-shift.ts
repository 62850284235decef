import { z } from 'zod'
import { readShift } from '#db/reads/shifts.ts'
import { dropShift as drop } from '#db/writes/drop-shift.ts'
import { Id } from '../contract/primitives.ts'
import { demand, notFound } from '../door/access.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** DELETE /shifts/{shiftId}: takes a shift off the plan. */
export const dropShift: Route = (app, house) => {
  app.route({
    method: 'DELETE',
    url: '/api/v1/shifts/:shiftId',
    config: { right: 'duty.plan' },
    schema: {
      tags: ['administration'],
      summary: 'Drop a shift',
      params: z.strictObject({ shiftId: Id }),
      response: { 200: z.strictObject({ id: z.string() }), ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { shiftId } = request.params
        const row = await readShift(house.deps.db, shiftId)
        if (!row || !request.caller.rolesIn.has(row.storeId)) throw notFound(`shift ${shiftId}`)
        demand(request, 'duty.plan', { storeId: row.storeId })
        await drop(house.deps.db, shiftId, request.caller.personId)
        return { status: 200, body: { id: shiftId } }
      }),
  })
}
