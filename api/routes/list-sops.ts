import { SopList } from '../contract/sops.ts'
import { policyObjectOf } from '../door/access.ts'
import type { Route } from '../house.ts'
import type { Caller } from '../policy.ts'
import { may } from '../policy.ts'
import type { Plan } from '#engine/model/plan.ts'
import { showSopSummary } from '../show/show-sop.ts'
import { problems } from './answers.ts'

/** GET /sops: the newest published version of every playbook. */
export const listSops: Route = (app, { plans }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/sops',
    config: { right: 'sop.read' },
    schema: { tags: ['playbooks'], summary: 'Published playbooks', response: { 200: SopList, ...problems } },
    handler: async (request) => {
      const newest = new Map<string, string>()
      for (const { sop, sha256 } of await plans.published()) if (!newest.has(sop)) newest.set(sop, sha256)
      const items = await Promise.all(
        [...newest.values()].map(async (sha256) => {
          const plan = await plans.bySha(sha256)
          return showSopSummary(plan, storesToStartIn(request.caller, plan))
        }),
      )
      return { items, nextCursor: null }
    },
  })
}

/** Stores in which the caller may launch a playbook. */
export function storesToStartIn(caller: Caller, plan: Plan): string[] {
  return [...caller.rolesIn.keys()].filter((storeId) => may(caller, 'run.launch', policyObjectOf(plan, storeId)))
}
