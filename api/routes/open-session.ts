import { verify } from '@node-rs/argon2'
import { rolesHeldBy } from '#db/reads/caller-of-session.ts'
import { readSignIn } from '#db/reads/sign-in.ts'
import { SignedIn, SignIn } from '../contract/people.ts'
import { beginSession } from '../door/begin-session.ts'
import { guardOrigin } from '../door/identity.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { showPerson } from '../show/show-person.ts'
import { problems } from './answers.ts'

// Checked when nobody has that email, so that both cases take the same time. The password behind it is random and forgotten.
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$Zm9yZ290dGVuLWZvcmdvdHRlbi1mb3Jnb3R0ZW4tMTI'

/** POST /session: email and password for a token (bearer) and a cookie (browser). */
export const openSessionRoute: Route = (app, house) => {
  const { deps, throttle } = house
  app.route({
    method: 'POST',
    url: '/api/v1/session',
    config: { open: true },
    schema: { tags: ['session'], summary: 'Sign in', body: SignIn, response: { 200: SignedIn, ...problems } },
    handler: async (request, reply) => {
      if (request.headers.origin !== undefined) guardOrigin(request)
      const { email, password } = request.body
      const now = deps.now()
      // Throttling counts real time, whatever clock the deadlines run on.
      const wait = throttle.waitSeconds(email.toLowerCase(), request.ip, Date.now())
      if (wait > 0)
        throw new Problem('TOO_MANY_SIGN_INS', `Too many failed sign-ins. Wait ${wait} s, then try again.`, {
          headers: { 'retry-after': String(wait) },
        })
      const person = await readSignIn(deps.db, email)
      const right = await verify(person?.passwordHash ?? nobodysHash, password).catch(() => false)
      if (!person || person.passwordHash === null || person.disabled || !right) {
        throttle.failed(email.toLowerCase(), request.ip, Date.now())
        throw new Problem('SIGN_IN_REFUSED', 'Email and password do not belong together. Check both, or ask an admin.')
      }
      throttle.succeeded(email.toLowerCase())
      const opened = await beginSession(house, request, reply, person.id)
      return reply.send({ ...opened, person: showPerson(person, await rolesHeldBy(deps.db, person.id, now)) })
    },
  })
}
