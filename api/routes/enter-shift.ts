import { readShift } from '#db/reads/shifts.ts'
import { rolesHeldBy } from '#db/reads/caller-of-session.ts'
import { enterShift as enter } from '#db/writes/enter-shift.ts'
import { ShiftRequest, ShiftShape } from '../contract/admin.ts'
import { demand, notFound, seenStore } from '../door/access.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

/** POST /shifts: puts somebody who holds the role on duty for a time. */
export const enterShift: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/shifts',
    config: { right: 'duty.plan' },
    schema: {
      tags: ['administration'],
      summary: 'Plan a shift',
      body: ShiftRequest,
      response: { 201: ShiftShape, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { personId, role, fromAt, toAt } = request.body
        const storeId = seenStore(request.caller, request.body.storeId)
        demand(request, 'duty.plan', { storeId })
        if (Date.parse(toAt) <= Date.parse(fromAt)) {
          throw new Problem('OUT_OF_RANGE', 'The shift would end before it begins. Set a later end.')
        }
        const held = await rolesHeldBy(house.deps.db, personId, house.deps.now())
        if (!held.some((post) => post.storeId === storeId && post.role === role)) {
          throw new Problem(
            'UNKNOWN_PERSON',
            `This person does not hold the role ${role} in this store. Choose another.`,
          )
        }
        const id = await enter(house.deps.db, { storeId, personId, role, fromAt, toAt }, request.caller.personId)
        const row = await readShift(house.deps.db, id)
        if (!row) throw notFound(`shift ${id}`)
        return { status: 201, body: row }
      }),
  })
}
