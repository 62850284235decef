import { readSavedViews } from '#db/reads/saved-views.ts'
import { SavedViewList, SavedViewQuery } from '../contract/boards.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET /views: filters the caller has kept for a page. */
export const listSavedViews: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/views',
    config: { right: 'oneself' },
    schema: {
      tags: ['views'],
      summary: 'Saved views',
      querystring: SavedViewQuery,
      response: { 200: SavedViewList, ...problems },
    },
    handler: async (request) => ({
      items: await readSavedViews(house.deps.db, request.caller.personId, request.query.page),
    }),
  })
}
