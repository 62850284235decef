import { approverRoles } from '#engine/domain/refund-approvers.ts'
import { superiorChain } from '#engine/domain/superior.ts'
import type { Plan } from '#engine/model/plan.ts'
import { roleIds } from '#engine/model/roles.ts'

const known = new WeakMap<Plan, readonly string[]>()

/**
 * Roles that may come to act in a playbook: those it names, their superiors, to whom what is overdue goes (R-SUP), and those
 * a ladder may call, which only the amount decides (R-APPROVE: finance above the store-manager's limit).
 */
export function postsOf(plan: Plan): readonly string[] {
  const before = known.get(plan)
  if (before) return before
  const ladders = plan.steps.flatMap(({ approval }) => (approval?.ladder === undefined ? [] : [approval.ladder]))
  const called = ladders.flatMap((ladder) => [
    ...(/\b(refund|goodwill)Approvers\(/.test(ladder) ? approverRoles : []),
    ...roleIds.filter((role) => ladder.includes(`'${role}'`)),
  ])
  const posts = [...new Set([...plan.roles, ...plan.roles.flatMap(superiorChain), ...called])]
  known.set(plan, posts)
  return posts
}
