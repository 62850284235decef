import { saveView as keepView } from '#db/door/saved-views.ts'
import { uuidV7 } from '#db/uuid-v7.ts'
import { SavedView, SaveViewRequest } from '../contract/boards.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** POST /views: keeps filters under a name; one of the same name on the same page is replaced. */
export const saveView: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/views',
    config: { right: 'oneself' },
    schema: {
      tags: ['views'],
      summary: 'Save a view',
      body: SaveViewRequest,
      response: { 201: SavedView, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { page, name, search } = request.body
        const view = { id: uuidV7(), personId: request.caller.personId, page, name, search }
        return { status: 201, body: { id: await keepView(house.deps.db, view), page, name, search } }
      }),
  })
}
