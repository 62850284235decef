import type { FastifyRequest } from 'fastify'
import { callerOfSession } from '#db/reads/caller-of-session.ts'
import { readDemoSignIns } from '#db/reads/demo-sign-ins.ts'
import { House } from '../contract/house.ts'
import { callerOf, cookieName, presentedToken } from '../door/identity.ts'
import type { House as OpenHouse, Route } from '../house.ts'
import { Problem } from '../problem.ts'
import type { ShownPerson } from '../show/show-person.ts'
import { showCaller } from '../show/show-person.ts'
import { problems } from './answers.ts'

/** GET /house: what a page needs to know before anything else, whether somebody is signed in or not. */
export const showHouse: Route = (app, house) => {
  const { deps } = house
  app.route({
    method: 'GET',
    url: '/api/v1/house',
    config: { open: true },
    schema: { tags: ['session'], summary: 'This house', response: { 200: House, ...problems } },
    handler: async (request) => {
      const person = await whoAsks(house, request)
      const shown = person === null && deps.mode === 'demo'
      const demoSignIns = shown ? await readDemoSignIns(deps.db, deps.now()) : []
      return {
        ...{ version: deps.version, mode: deps.mode, person, demoSignIns },
        companySignIn: deps.oidc !== undefined,
      }
    },
  })
}

/** Nobody is an answer here, not a problem. */
async function whoAsks({ deps }: OpenHouse, request: FastifyRequest): Promise<ShownPerson | null> {
  try {
    const presented = presentedToken(request, cookieName(deps.secureCookies))
    const now = deps.now()
    return showCaller(callerOf(await callerOfSession(deps.db, presented.tokenHash, now), presented, now))
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
