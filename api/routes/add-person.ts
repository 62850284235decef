import { hash } from '@node-rs/argon2'
import { savePerson } from '#db/writes/save-person.ts'
import { NewPersonRequest, StaffMember } from '../contract/admin.ts'
import { demandAnywhere } from '../door/access.ts'
import { wholePerson } from '../door/seen-person.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

/** POST /people: somebody new who may sign in; what they may do comes with their posts. */
export const addPerson: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/people',
    config: { right: 'people.manage' },
    schema: {
      tags: ['administration'],
      summary: 'Add a person',
      body: NewPersonRequest,
      response: { 201: StaffMember, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(
        request,
        reply,
        async () => {
          demandAnywhere(request, 'people.manage')
          const { name, email, password } = request.body
          const person = { name, email, passwordHash: await hash(password) }
          const id = await savePerson(house.deps.db, person, request.caller.personId)
          if (id === null) throw personExists(email)
          return { status: 201, body: await wholePerson(house, request.caller, id) }
        },
        // A password leaves no trace, not even under a hash of the request.
        { name: request.body.name, email: request.body.email },
      ),
  })
}

/** Two people cannot sign in with one email. */
export function personExists(email: string): Problem {
  return new Problem(
    'PERSON_EXISTS',
    `Somebody signs in as ${email} already. Use another email, or change that person.`,
  )
}
