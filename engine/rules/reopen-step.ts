import type { Refusal } from '../model/refusal.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import { indexOf, stepPlan } from '../run/plan-index.ts'
import type { Recorder } from '../run/recorder.ts'
import { currentInstances } from '../run/steps.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { msOf } from '../time/instant.ts'
import { refuseNonCandidate } from './people.ts'
import { refuse, refuseEnding, refusePaused, refuseStale } from './refuse.ts'

/** How long a slip of the finger on a live cue can be taken back. */
export const takeBackMs = 10_000

/**
 * Why a cue that was done or skipped may not be taken back. Codes: RUN_CLOSED, RUN_PAUSED, RETURN_NOT_POSSIBLE (no cue, not over,
 * too long ago, or something has followed from it), STALE_REVISION, NOT_A_CANDIDATE.
 */
export function refuseReopenStep(
  context: TurnContext,
  run: SopRun,
  step: Step,
  expectedRevision?: number,
): Refusal | null {
  const plan = stepPlan(context.plan, step.stepId)
  return (
    refuseEnding(run) ??
    refusePaused(run) ??
    refuseTooLate(context, run, step) ??
    refuseStale(step, expectedRevision) ??
    refuseNonCandidate(run, step, context.actor, plan)
  )
}

function refuseTooLate(context: TurnContext, run: SopRun, step: Step): Refusal | null {
  const plan = stepPlan(context.plan, step.stepId)
  const byPerson = step.completedBy !== null && (step.status === 'done' || step.status === 'skipped')
  if (plan?.kind !== 'cue' || !byPerson || step.stale || step.completedAt === null)
    return refuse(
      'RETURN_NOT_POSSIBLE',
      `Step ${step.key} is ${step.status}; only a cue just tapped is taken back.`,
      {},
    )
  if (msOf(context.now) - msOf(step.completedAt) > takeBackMs)
    return refuse(
      'RETURN_NOT_POSSIBLE',
      `Step ${step.key} was tapped at ${step.completedAt}; it can be taken back for ${takeBackMs / 1000} s only. Correct its answers instead.`,
      { at: step.completedAt },
    )
  const followed = [...indexOf(context.plan).downstream.get(plan.id)!].find((id) =>
    currentInstances(run, id).some((later) => later.openedAt !== null),
  )
  if (followed === undefined && plan.branches.length === 0) return null
  return refuse('RETURN_NOT_POSSIBLE', `${followed ?? 'More'} has followed from step ${step.key} already.`, {})
}

/** The cue goes on as if it had not been tapped; what was answered is offered again. */
export function reopenStep(turn: Recorder, step: Step): void {
  turn.emit({
    type: 'step.reopened',
    stepId: step.stepId,
    stepKey: step.key,
    data: { was: step.status, at: step.completedAt },
  })
}
