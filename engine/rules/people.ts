import type { Actor } from '../model/people.ts'
import type { StepPlan } from '../model/plan.ts'
import type { Refusal } from '../model/refusal.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import { refuse } from './refuse.ts'

/** Roles that steer any run of their store. */
export const steeringRoles: readonly string[] = ['lead', 'ops-lead', 'store-manager']

/** Whether a person may do what a role is asked to do: holds the role and, when people were named at launch, is one of them. */
export function isCandidate(run: SopRun, role: string | null, actor: Actor): boolean {
  if (role === null || !actor.roles.includes(role)) return false
  const named = run.roster[role]
  return (
    named === undefined ||
    named.length === 0 ||
    named.includes(actor.personId) ||
    (actor.onBehalfOf !== undefined && named.includes(actor.onBehalfOf))
  )
}

/** Only candidates of the step's role or of one that may tap it for them, or the one it was assigned to, may act on it. */
export function refuseNonCandidate(
  run: SopRun,
  step: Step,
  actor: Actor,
  plan: Pick<StepPlan, 'tappedBy'> = {},
): Refusal | null {
  if (step.assignee === actor.personId || isCandidate(run, step.role, actor) || isTapper(run, plan, actor)) return null
  return refuse(
    'NOT_A_CANDIDATE',
    `Step ${step.key} falls to the role ${step.role ?? 'of the system'}; you act as ${actor.roles.join(', ') || 'nobody in this store'}. Ask a ${step.role ?? 'lead'} or have it reassigned.`,
    { needed: step.role, roles: actor.roles },
  )
}

/** Whether a person holds one of the further roles that may do the step. */
export function isTapper(run: SopRun, plan: Pick<StepPlan, 'tappedBy'>, actor: Actor): boolean {
  return (plan.tappedBy ?? []).some((role) => isCandidate(run, role, actor))
}

/** Steering is for leads; whoever launched a run steers it too (catalogue 0.5, A.3). */
export function refuseNonSteering(run: SopRun, actor: Actor, act: string): Refusal | null {
  if (actor.roles.some((role) => steeringRoles.includes(role)) || actor.personId === run.launchedBy) return null
  return refuse(
    'NOT_ALLOWED',
    `Only a lead, ops-lead or store-manager, or who launched it, may ${act} run ${run.id}.`,
    {
      needed: [...steeringRoles],
    },
  )
}

/** Whether nobody but these people holds the role, as far as launch knew. */
export function heldOnlyBy(run: SopRun, role: string, persons: readonly string[]): boolean {
  const holders = run.roster[role]?.length ? run.roster[role] : run.holders[role]
  return holders !== undefined && holders.length > 0 && holders.every((person) => persons.includes(person))
}
