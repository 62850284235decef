import type { Skip } from '../model/command.ts'
import type { Refusal } from '../model/refusal.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { Recorder } from '../run/recorder.ts'
import { isOver } from '../run/steps.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { stepPlan } from '../run/plan-index.ts'
import { isTapper, refuseNonSteering } from './people.ts'
import { refuse, refuseClosed, refuseStale } from './refuse.ts'

/** Why the step may not be waived. Codes: RUN_CLOSED, NOT_ALLOWED, NOT_SKIPPABLE, REASON_NEEDED, STALE_REVISION. */
export function refuseSkipStep(context: TurnContext, run: SopRun, step: Step, command: Skip): Refusal | null {
  const refusal =
    refuseClosed(run) ?? (taps(context, run, step) ? null : refuseNonSteering(run, context.actor, 'skip a step of'))
  if (refusal) return refusal
  if (isOver(step) || step.stale || step.status === 'submitted') {
    return refuse(
      'NOT_SKIPPABLE',
      `Step ${step.key} is ${step.status}; only a step that is planned or open can be skipped.`,
      { status: step.status },
    )
  }
  if (command.reason.trim() === '')
    return refuse('REASON_NEEDED', `Say why ${step.key} is skipped: send it as \`reason\`.`, {})
  return refuseStale(step, command.expectedRevision)
}

/** On air nobody can wait for a lead: whoever taps a cue for the host may also pass over it. */
function taps(context: TurnContext, run: SopRun, step: Step): boolean {
  const plan = stepPlan(context.plan, step.stepId)
  return plan?.kind === 'cue' && isTapper(run, plan, context.actor)
}

/**
 * A lead waives a step with a reason; later steps go on as if it were over. Of a step that is done but for an automation after
 * it, only that is waived.
 */
export function skipStep(turn: Recorder, step: Step, command: Skip): void {
  if (step.status === 'incident' && step.completedAt !== null) {
    turn.emit({
      type: 'incident.resolved',
      stepId: step.stepId,
      stepKey: step.key,
      data: { how: 'waived', reason: command.reason },
    })
    return
  }
  turn.emit({ type: 'step.skippedByPerson', stepId: step.stepId, stepKey: step.key, data: { reason: command.reason } })
}
