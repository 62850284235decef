import type { Refusal } from '../model/refusal.ts'
import type { Approval, SopRun, Step } from '../model/sop-run.ts'
import { stepPlan } from '../run/plan-index.ts'
import { askersOf, pendingApproval } from '../run/steps.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { isCandidate } from './people.ts'
import { refuse, refuseClosed, refusePaused, refuseStale } from './refuse.ts'

/** Which level an approver aims at, and how sure they are of its state. */
export interface ApprovalTarget {
  level?: number
  expectedRevision?: number
}

/**
 * Why this person may not decide on the pending level. Codes: RUN_CLOSED, RUN_PAUSED, APPROVAL_NOT_PENDING, STALE_REVISION,
 * NOT_A_CANDIDATE; R-4EYES: SOD_SELF_APPROVAL (requester, or one of the two where somebody stood in), SOD_SAME_PERSON (decided
 * another level); about money: SOD_ADMIN_MONEY, SOD_LATE_ROLE (the role was given after the request, or by who asked).
 */
export function refuseApproval(context: TurnContext, run: SopRun, step: Step, target: ApprovalTarget): Refusal | null {
  const closed = refuseClosed(run) ?? refusePaused(run)
  if (closed) return closed
  const level = pendingApproval(step)
  if (!level || step.status !== 'submitted' || (target.level !== undefined && target.level !== level.level)) {
    return notPending(step, target)
  }
  return (
    refuseStale(step, target.expectedRevision) ??
    refuseSelf(context, run, step, level) ??
    refuseNonApprover(context, run, step, level) ??
    refuseAboutMoney(context, run, step, level)
  )
}

function notPending(step: Step, target: ApprovalTarget): Refusal {
  const decided = step.approvals.find((item) => item.level === (target.level ?? 1) && item.decision !== null)
  return refuse(
    'APPROVAL_NOT_PENDING',
    decided
      ? `Level ${decided.level} of ${step.key} was ${decided.decision} by ${decided.by} at ${decided.at}.`
      : `Step ${step.key} is ${step.status}; it waits for no approval${target.level === undefined ? '' : ` at level ${target.level}`}.`,
    { status: step.status, by: decided?.by ?? null, at: decided?.at ?? null },
  )
}

function refuseSelf(context: TurnContext, run: SopRun, step: Step, level: Approval): Refusal | null {
  const self = [context.actor.personId, context.actor.onBehalfOf].filter((person) => person !== undefined)
  if (askersOf(context.plan, run, step).some((asker) => self.includes(asker))) {
    return refuse(
      'SOD_SELF_APPROVAL',
      `You asked for level ${level.level} of ${step.key} yourself; somebody else with the role ${level.role} must decide.`,
      {
        requester: step.requester,
        level: level.level,
      },
    )
  }
  const earlier = step.approvals.find((item) => item.by !== null && self.includes(item.by))
  if (!earlier) return null
  return refuse(
    'SOD_SAME_PERSON',
    `You decided level ${earlier.level} of ${step.key}; level ${level.level} needs another person with the role ${level.role}.`,
    {
      level: level.level,
    },
  )
}

function refuseNonApprover(context: TurnContext, run: SopRun, step: Step, level: Approval): Refusal | null {
  if (isCandidate(run, level.role, context.actor)) return null
  return refuse(
    'NOT_A_CANDIDATE',
    `Level ${level.level} of ${step.key} is decided by ${level.role}; you act as ${context.actor.roles.join(', ') || 'nobody in this store'}.`,
    { needed: level.role, roles: context.actor.roles },
  )
}

/** A ladder over an amount decides about money: only who held the role before it was asked for, and no administrator. */
function refuseAboutMoney(context: TurnContext, run: SopRun, step: Step, level: Approval): Refusal | null {
  if (stepPlan(context.plan, step.stepId)?.approval?.ladder === undefined) return null
  const { roles, given } = context.actor
  if (roles.includes('admin')) {
    return refuse(
      'SOD_ADMIN_MONEY',
      `Who administers the store decides about no money; somebody else with the role ${level.role} must.`,
      { level: level.level },
    )
  }
  if (given === undefined || step.submittedAt === null) return null
  const askedAt = step.submittedAt
  const askers = askersOf(context.plan, run, step)
  if (given.some(({ at, by }) => at <= askedAt && !askers.includes(by))) return null
  return refuse(
    'SOD_LATE_ROLE',
    `You were given the role ${level.role} after level ${level.level} of ${step.key} was asked for, or by who asked. Somebody who held it before must decide.`,
    { level: level.level, askedAt },
  )
}
