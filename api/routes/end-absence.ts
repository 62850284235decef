import { z } from 'zod'
import { readAbsence } from '#db/reads/absences.ts'
import { endAbsence as end } from '#db/writes/end-absence.ts'
import { Id } from '../contract/primitives.ts'
import { notFound } from '../door/access.ts'
import { plansFor } from '../door/plans-for.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** DELETE /absences/{absenceId}: they are back; the substitute acts for them no more. */
export const endAbsence: Route = (app, house) => {
  app.route({
    method: 'DELETE',
    url: '/api/v1/absences/:absenceId',
    config: { right: ['oneself', 'duty.plan'] },
    schema: {
      tags: ['administration'],
      summary: 'End an absence',
      params: z.strictObject({ absenceId: Id }),
      response: { 200: z.strictObject({ id: z.string() }), ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { absenceId } = request.params
        const row = await readAbsence(house.deps.db, absenceId)
        if (!row || !(await plansFor(house, request.caller, row.personId))) throw notFound(`absence ${absenceId}`)
        await end(house.deps.db, absenceId, request.caller.personId)
        return { status: 200, body: { id: absenceId } }
      }),
  })
}
