import { z } from 'zod'
import { disablePerson as disable } from '#db/writes/disable-person.ts'
import { ReasonRequest, StaffMember } from '../contract/admin.ts'
import { Id } from '../contract/primitives.ts'
import { demandManaged, wholePerson } from '../door/seen-person.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

/** POST /people/{personId}/disable: they sign in no more; their sessions and posts end at once. */
export const disablePerson: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/people/:personId/disable',
    config: { right: 'people.manage' },
    schema: {
      tags: ['administration'],
      summary: 'Bar a person',
      params: z.strictObject({ personId: Id }),
      body: ReasonRequest,
      response: { 200: StaffMember, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { personId } = request.params
        await demandManaged(house, request, personId)
        if (personId === request.caller.personId) {
          throw new Problem('SOD_OWN_RIGHTS', 'You cannot bar yourself. Ask another admin.')
        }
        await disable(house.deps.db, personId, request.caller.personId, request.body.reason)
        return { status: 200, body: await wholePerson(house, request.caller, personId) }
      }),
  })
}
