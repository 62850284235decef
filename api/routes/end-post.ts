import { z } from 'zod'
import { readPost } from '#db/reads/staff-page.ts'
import { revokeRole } from '#db/writes/revoke-role.ts'
import { Post, ReasonRequest } from '../contract/admin.ts'
import { demand, notFound } from '../door/access.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { showPosts } from '../show/show-staff.ts'
import { problems } from './answers.ts'

/** POST /posts/{postId}/end: the role is gone with the person's next request, and their live views within seconds. */
export const endPost: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/posts/:postId/end',
    config: { right: 'people.manage' },
    schema: {
      tags: ['administration'],
      summary: 'End a post',
      params: z.strictObject({ postId: z.string().min(1).max(300) }),
      body: ReasonRequest,
      response: { 200: Post, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { postId } = request.params
        const before = await readPost(house.deps.db, postId)
        if (!before || !request.caller.rolesIn.has(before.storeId)) throw notFound(`post ${postId}`)
        demand(request, 'people.manage', { storeId: before.storeId })
        if (before.personId === request.caller.personId) {
          throw new Problem('SOD_OWN_RIGHTS', 'Nobody changes their own rights. Ask another admin.')
        }
        await revokeRole(house.deps.db, postId, request.caller.personId, request.body.reason)
        const [post] = await showPosts(house, [(await readPost(house.deps.db, postId)) ?? before])
        return { status: 200, body: post }
      }),
  })
}
