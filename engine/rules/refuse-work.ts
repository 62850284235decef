import { evaluate } from '../expression/evaluate.ts'
import type { Scope } from '../expression/evaluate.ts'
import type { StepPlan } from '../model/plan.ts'
import type { Refusal } from '../model/refusal.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import { scopeOf } from '../run/scope.ts'
import { stepPlan } from '../run/plan-index.ts'
import { currentInstances, holdsBack } from '../run/steps.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { refuseNonCandidate } from './people.ts'
import { refuse, refuseClosed, refusePaused, refuseStale } from './refuse.ts'

/**
 * Why nobody, or not this person, may work on a step now. Codes: RUN_CLOSED, RUN_PAUSED, STEP_ALREADY_DONE, STEP_NOT_OPEN,
 * TASK_AWAITS_APPROVAL, TASK_CLAIMED, STALE_REVISION, NOT_A_CANDIDATE.
 */
export function refuseWork(context: TurnContext, run: SopRun, step: Step, expectedRevision?: number): Refusal | null {
  return (
    refuseClosed(run) ??
    refusePaused(run) ??
    refuseNotOpen(context, run, step) ??
    refuseForeignClaim(step, context.actor.personId) ??
    refuseStale(step, expectedRevision) ??
    refuseNonCandidate(run, step, context.actor, stepPlan(context.plan, step.stepId))
  )
}

/** Only an open step can be worked on; the sentence says what it waits for or who did it when. */
export function refuseNotOpen(context: TurnContext, run: SopRun, step: Step): Refusal | null {
  if (step.status === 'open' || step.status === 'claimed') return null
  if (step.stale)
    return refuse('STEP_NOT_OPEN', `Step ${step.key} is stale: the run went back before it. Work on its new visit.`, {})
  if (step.status === 'done') {
    return refuse(
      'STEP_ALREADY_DONE',
      `Step ${step.key} was completed by ${step.completedBy ?? 'the system'} at ${step.completedAt}.`,
      {
        by: step.completedBy,
        at: step.completedAt,
      },
    )
  }
  if (step.status === 'submitted') {
    const pending = step.approvals.find((level) => level.decision === null)
    return refuse(
      'TASK_AWAITS_APPROVAL',
      `Step ${step.key} is submitted and waits for the approval of ${pending?.role ?? 'nobody'}.`,
      {
        role: pending?.role ?? null,
        level: pending?.level ?? null,
      },
    )
  }
  const waitingFor = waitsFor(context, run, step)
  return refuse('STEP_NOT_OPEN', `Step ${step.key} is ${step.status}; ${reason(step, waitingFor)}`, {
    status: step.status,
    waitingFor,
    opensAt: step.opensAt,
  })
}

/** A step that follows from who completed other steps. Code: SOD_SAME_PERSON. */
export function refuseDutyBreach(context: TurnContext, run: SopRun, plan: StepPlan, step: Step): Refusal | null {
  const self = [context.actor.personId, context.actor.onBehalfOf].filter((person) => person !== undefined)
  for (const other of plan.notBy) {
    const mine = currentInstances(run, other).find(
      (item) =>
        item.completedBy !== null && self.some((person) => person === item.completedBy || person === item.alongside),
    )
    if (mine) {
      return refuse(
        'SOD_SAME_PERSON',
        `Step ${step.key} must be done by somebody else than who completed ${mine.key}. Hand it to a colleague.`,
        {
          other: mine.key,
        },
      )
    }
  }
  return null
}

function refuseForeignClaim(step: Step, personId: string): Refusal | null {
  if (step.status !== 'claimed' || step.assignee === personId) return null
  return refuse(
    'TASK_CLAIMED',
    `Step ${step.key} is claimed by ${step.assignee}; ask them to release it or have a lead reassign it.`,
    {
      by: step.assignee,
    },
  )
}

function waitsFor(context: TurnContext, run: SopRun, step: Step): string[] {
  const plan = context.plan.steps.find((item) => item.id === step.stepId)
  const scope = scopeOf(context, run)
  return (plan?.after ?? [])
    .filter((edge) => edge.if === undefined || isTrue(context, edge.if, scope))
    .filter((edge) => currentInstances(run, edge.stepId).some(holdsBack))
    .map((edge) => edge.stepId)
}

/** A sentence for people must not fail: an edge whose condition cannot be worked out is left out of it. */
function isTrue(context: TurnContext, source: string, scope: Scope): boolean {
  const result = evaluate(context.programs, source, scope)
  return result.ok && result.value === true
}

function reason(step: Step, waitingFor: string[]): string {
  if (step.status === 'skipped') return `it was skipped (${step.skippedBecause ?? 'by rule'}).`
  if (step.status === 'cancelled') return 'nothing is left to do on it.'
  if (step.status === 'incident') return 'a lead must settle its incident first.'
  if (waitingFor.length > 0) return `it waits for ${waitingFor.join(', ')}.`
  return step.opensAt === null ? 'it opens when its turn comes.' : `it opens at ${step.opensAt}.`
}
