import { z } from 'zod'
import { dropView as forgetView } from '#db/door/saved-views.ts'
import { Id } from '../contract/primitives.ts'
import { notFound } from '../door/access.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** DELETE /views/{viewId}: forgets a view of the caller's own. */
export const dropView: Route = (app, house) => {
  app.route({
    method: 'DELETE',
    url: '/api/v1/views/:viewId',
    config: { right: 'oneself' },
    schema: {
      tags: ['views'],
      summary: 'Forget a view',
      params: z.strictObject({ viewId: Id }),
      response: { 204: z.null(), ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { viewId } = request.params
        if (!(await forgetView(house.deps.db, request.caller.personId, viewId))) throw notFound(`view ${viewId}`)
        return { status: 204, body: null }
      }),
  })
}
