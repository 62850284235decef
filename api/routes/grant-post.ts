import { isKnownRole, roleIds } from '#engine/model/roles.ts'
import type { FastifyRequest } from 'fastify'
import { readPost, readPosts } from '#db/reads/staff-page.ts'
import { grantRole } from '#db/writes/grant-role.ts'
import { Post, PostRequest } from '../contract/admin.ts'
import { demand, notFound, seenStore } from '../door/access.ts'
import { wholePerson } from '../door/seen-person.ts'
import type { House, Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { showPosts } from '../show/show-staff.ts'
import { problems } from './answers.ts'

/** POST /posts: a person holds a role in a store, from now or a later instant, for good or until another. */
export const grantPost: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/posts',
    config: { right: 'people.manage' },
    schema: {
      tags: ['administration'],
      summary: 'Grant a post',
      body: PostRequest,
      response: { 201: Post, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { personId, role, fromAt, toAt, reason } = request.body
        const storeId = seenStore(request.caller, request.body.storeId)
        demand(request, 'people.manage', { storeId })
        await refuseGrant(house, request, { personId, role, storeId })
        if (toAt !== undefined && Date.parse(toAt) <= Date.parse(fromAt ?? house.deps.now())) {
          throw new Problem('OUT_OF_RANGE', 'The post would end before it begins. Set a later end.')
        }
        const times = { ...(fromAt === undefined ? {} : { fromAt }), ...(toAt === undefined ? {} : { toAt }) }
        const id = await grantRole(
          house.deps.db,
          { personId, role, storeId, ...times, reason },
          request.caller.personId,
        )
        const row = id === null ? null : await readPost(house.deps.db, id)
        if (!row) throw new Problem('POST_EXISTS', `They hold the role ${role} in this store already, without an end.`)
        const [post] = await showPosts(house, [row])
        return { status: 201, body: post }
      }),
  })
}

interface Wanted {
  personId: string
  role: string
  storeId: string
}

async function refuseGrant(house: House, request: FastifyRequest, { personId, role, storeId }: Wanted): Promise<void> {
  if (!isKnownRole(role)) {
    throw new Problem('UNKNOWN_ROLE', `There is no role ${role}. Roles: ${roleIds.join(', ')}.`)
  }
  if (personId === request.caller.personId) {
    throw new Problem('SOD_OWN_RIGHTS', 'Nobody changes their own rights. Ask another admin.')
  }
  const person = await wholePerson(house, request.caller, personId)
  if (person.disabledAt !== null) throw notFound(`person ${personId} who may sign in`)
  const now = house.deps.now()
  const held = (await readPosts(house.deps.db, [personId], [storeId])).filter(
    (post) => post.toAt === null || post.toAt > now,
  )
  // Whoever looks at others' work afterwards takes no part in it.
  const clash = held.find((post) => (post.role === 'auditor') !== (role === 'auditor'))
  if (clash) {
    throw new Problem(
      'SOD_ROLES_CLASH',
      `${person.name} is ${clash.role} in this store; an auditor holds no other role there. End that post first.`,
      { facts: { held: clash.role } },
    )
  }
}
