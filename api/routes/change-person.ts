import { hash } from '@node-rs/argon2'
import { z } from 'zod'
import { changePerson as change } from '#db/writes/change-person.ts'
import { PersonChangeRequest, StaffMember } from '../contract/admin.ts'
import { Id } from '../contract/primitives.ts'
import { notFound } from '../door/access.ts'
import { demandManaged, wholePerson } from '../door/seen-person.ts'
import type { Route } from '../house.ts'
import { personExists } from './add-person.ts'
import { problems } from './answers.ts'

/** PATCH /people/{personId}: another name, email or password; a new password ends every session of theirs. */
export const changePerson: Route = (app, house) => {
  app.route({
    method: 'PATCH',
    url: '/api/v1/people/:personId',
    config: { right: 'people.manage' },
    schema: {
      tags: ['administration'],
      summary: 'Change a person',
      params: z.strictObject({ personId: Id }),
      body: PersonChangeRequest,
      response: { 200: StaffMember, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(
        request,
        reply,
        async () => {
          const { personId } = request.params
          await demandManaged(house, request, personId)
          const { name, email, password } = request.body
          const done = await change(
            house.deps.db,
            personId,
            {
              ...(name === undefined ? {} : { name }),
              ...(email === undefined ? {} : { email }),
              ...(password === undefined ? {} : { passwordHash: await hash(password) }),
            },
            request.caller.personId,
          )
          if (done === 'unknown') throw notFound(`person ${personId}`)
          if (done === 'taken') throw personExists(email ?? '')
          return { status: 200, body: await wholePerson(house, request.caller, personId) }
        },
        { ...request.body, password: request.body.password !== undefined },
      ),
  })
}
