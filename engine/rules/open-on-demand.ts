import type { Refusal } from '../model/refusal.ts'
import { holds } from '../run/evaluate-or-throw.ts'
import { stepPlan } from '../run/plan-index.ts'
import { plannedEvent, plannedInstance } from '../run/plan-steps.ts'
import type { Recorder } from '../run/recorder.ts'
import { scopeOf } from '../run/scope.ts'
import { currentInstances } from '../run/steps.ts'
import { openStep } from './open-step.ts'
import { refuse, refuseEnding, refusePaused } from './refuse.ts'

/** Why an on-demand step may not be opened. Codes: RUN_CLOSED, RUN_PAUSED, STEP_UNKNOWN, STEP_NOT_ON_DEMAND, STEP_ON_DEMAND_SPENT, NOT_ALLOWED, STEP_NOT_OPEN. */
export function refuseOpenOnDemand(turn: Recorder, stepId: string): Refusal | null {
  const { run, context } = turn
  const closed = refuseEnding(run) ?? refusePaused(run)
  if (closed) return closed
  const plan = stepPlan(context.plan, stepId)
  if (!plan) return refuse('STEP_UNKNOWN', `${run.sop} has no step "${stepId}".`, { stepId })
  if (plan.onDemand === null)
    return refuse('STEP_NOT_ON_DEMAND', `Step ${stepId} opens in its turn, not by hand.`, { stepId })
  const { by, atMost, when } = plan.onDemand
  const used = currentInstances(run, stepId).length
  if (atMost !== null && used >= atMost) {
    return refuse(
      'STEP_ON_DEMAND_SPENT',
      `Step ${stepId} was opened ${used} times already; the playbook allows ${atMost}.`,
      { used, atMost },
    )
  }
  if (by.length > 0 && !context.actor.roles.some((role) => by.includes(role))) {
    return refuse('NOT_ALLOWED', `Step ${stepId} is opened by ${by.join(' or ')}.`, { needed: by })
  }
  if (when !== null && !holds(context, when, scopeOf(context, run))) {
    return refuse('STEP_NOT_OPEN', `Step ${stepId} cannot be opened now; its condition \`${when}\` does not hold.`, {
      when,
    })
  }
  return null
}

/** Opens another instance of an on-demand step, by a person or a branch. */
export function openOnDemand(turn: Recorder, stepId: string, cause: string): void {
  const plan = stepPlan(turn.context.plan, stepId)!
  const iteration = currentInstances(turn.run, stepId).length + 1
  const planned = plannedInstance(turn.context, turn.run, plan, { iteration, gridAt: null, item: null }, 1, null)
  turn.emitSystem(plannedEvent(cause, [planned]))
  openStep(turn, plan, turn.run.steps[planned.key]!)
}
