import { hash } from '@node-rs/argon2'
import { rolesHeldBy } from '#db/reads/caller-of-session.ts'
import { takeFirstAdmin } from '#db/writes/first-admin.ts'
import { defaultStoreCalendar } from '#engine/time/chinese-holidays.ts'
import { FirstAdminRequest } from '../contract/first-admin.ts'
import { SignedIn } from '../contract/people.ts'
import { beginSession } from '../door/begin-session.ts'
import { guardOrigin } from '../door/identity.ts'
import { tokenHashOf } from '../door/session-token.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { showPerson } from '../show/show-person.ts'
import { problems } from './answers.ts'

/** POST /first-admin: the one way into a house without people: by the link of its start, once, within the hour. */
export const enterHouse: Route = (app, house) => {
  const { deps, throttle } = house
  app.route({
    method: 'POST',
    url: '/api/v1/first-admin',
    config: { open: true },
    schema: {
      tags: ['session'],
      summary: 'Enter a new house',
      body: FirstAdminRequest,
      response: { 201: SignedIn, ...problems },
    },
    handler: async (request, reply) => {
      if (request.headers.origin !== undefined) guardOrigin(request)
      const wait = throttle.waitSeconds('first-admin', request.ip, Date.now())
      if (wait > 0) {
        throw new Problem('TOO_MANY_SIGN_INS', `Too many failed tries. Wait ${wait} s, then try again.`, {
          headers: { 'retry-after': String(wait) },
        })
      }
      const { token, password, name, email, storeId, storeName } = request.body
      const first = { name, email, storeId, storeName, passwordHash: await hash(password) }
      const { zone } = defaultStoreCalendar
      const calendar = { zone, json: JSON.stringify(defaultStoreCalendar) }
      const now = deps.now()
      const id = await takeFirstAdmin(deps.db, tokenHashOf(token) ?? '', now, first, calendar)
      if (id === null) {
        throttle.failed('first-admin', request.ip, Date.now())
        throw new Problem(
          'SIGN_IN_REFUSED',
          'This link opens nothing (any more). Start the house anew for a fresh one.',
        )
      }
      const opened = await beginSession(house, request, reply, id)
      const person = showPerson({ id, name, email }, await rolesHeldBy(deps.db, id, now))
      return reply.code(201).send({ ...opened, person })
    },
  })
}
