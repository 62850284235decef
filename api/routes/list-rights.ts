import { RightList } from '../contract/rights.ts'
import type { Route } from '../house.ts'
import { policy } from '../policy.ts'
import { problems } from './answers.ts'

/** GET /rights: the policy table itself, for people to read. */
export const listRights: Route = (app) => {
  app.route({
    method: 'GET',
    url: '/api/v1/rights',
    config: { right: 'oneself' },
    schema: { tags: ['session'], summary: 'Who may do what', response: { 200: RightList, ...problems } },
    handler: async () => ({ items: rows, nextCursor: null }),
  })
}

const rows = Object.entries(policy).map(([action, { roles, starters, posts, launcher, never = [] }]) => ({
  action,
  everyone: roles === 'member',
  roles: roles === 'member' ? [] : [...roles],
  starters: starters === true,
  posts: posts === true,
  launcher: launcher === true,
  never: [...never],
}))
