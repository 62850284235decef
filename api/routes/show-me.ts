import { Person } from '../contract/people.ts'
import type { Route } from '../house.ts'
import { showCaller } from '../show/show-person.ts'
import { problems } from './answers.ts'

/** GET /me: who is signed in, and as what. */
export const showMe: Route = (app) => {
  app.route({
    method: 'GET',
    url: '/api/v1/me',
    config: { right: 'oneself' },
    schema: { tags: ['session'], summary: 'Who am I', response: { 200: Person, ...problems } },
    handler: async (request) => showCaller(request.caller),
  })
}
