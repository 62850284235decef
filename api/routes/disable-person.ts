import { z } from 'zod'
import { disablePerson as disable } from '#db/writes/disable-person.ts'
import { ReasonRequest, StaffMember } from '../contract/admin.ts'
import { Id } from '../contract/primitives.ts'
import { refuseAction } from '../door/access.ts'
import { wholePerson } from '../door/seen-person.ts'
import type { Route } from '../house.ts'
import { mayAnywhere } from '../policy.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

/** POST /people/{personId}/disable: they sign in no more; their sessions and posts end at once. */
export const disablePerson: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/people/:personId/disable',
    schema: {
      tags: ['administration'],
      summary: 'Bar a person',
      params: z.strictObject({ personId: Id }),
      body: ReasonRequest,
      response: { 200: StaffMember, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        if (!mayAnywhere(request.caller, 'people.manage')) refuseAction(request, 'people.manage')
        const { personId } = request.params
        if (personId === request.caller.personId) {
          throw new Problem('SOD_OWN_RIGHTS', 'You cannot bar yourself. Ask another admin.')
        }
        await disable(house.deps.db, personId, request.caller.personId, request.body.reason)
        return { status: 200, body: await wholePerson(house, request.caller, personId) }
      }),
  })
}
