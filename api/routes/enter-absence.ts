import { readAbsence, storesOfPerson } from '#db/reads/absences.ts'
import { enterAbsence as enter } from '#db/writes/enter-absence.ts'
import { AbsenceRequest, AbsenceShape } from '../contract/admin.ts'
import { notFound } from '../door/access.ts'
import { plansFor } from '../door/plans-for.ts'
import type { House, Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

/** POST /absences: somebody is away, oneself by default, and who stands in; the substitute may then act for them. */
export const enterAbsence: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/absences',
    config: { right: ['oneself', 'duty.plan'] },
    schema: {
      tags: ['administration'],
      summary: 'Enter an absence',
      body: AbsenceRequest,
      response: { 201: AbsenceShape, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { personId = request.caller.personId, fromAt, toAt, substituteId = null, reason = null } = request.body
        if (!(await plansFor(house, request.caller, personId))) throw notFound(`person ${personId} in your stores`)
        if (Date.parse(toAt) <= Date.parse(fromAt)) {
          throw new Problem('OUT_OF_RANGE', 'The absence would end before it begins. Set a later end.')
        }
        if (substituteId !== null) await refuseSubstitute(house, personId, substituteId)
        const absence = { personId, fromAt, toAt, substituteId, reason: reason === '' ? null : reason }
        const id = await enter(house.deps.db, absence, request.caller.personId)
        const row = await readAbsence(house.deps.db, id)
        if (!row) throw notFound(`absence ${id}`)
        return { status: 201, body: { ...row, mayEnd: true } }
      }),
  })
}

async function refuseSubstitute(house: House, personId: string, substituteId: string): Promise<void> {
  const now = house.deps.now()
  const [theirs, substitutes] = await Promise.all(
    [personId, substituteId].map((id) => storesOfPerson(house.deps.db, id, now)),
  )
  if (personId !== substituteId && theirs?.some((storeId) => substitutes?.includes(storeId))) return
  throw new Problem(
    'UNKNOWN_PERSON',
    'A substitute is somebody else who works in the same store. Choose another person.',
  )
}
