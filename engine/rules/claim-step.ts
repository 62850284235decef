import type { Refusal } from '../model/refusal.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { Recorder } from '../run/recorder.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { refuse } from './refuse.ts'
import { refuseWork } from './refuse-work.ts'

/** Why this person may not take the step. Codes: see `refuseWork`; TASK_CLAIMED also when it is theirs already. */
export function refuseClaimStep(
  context: TurnContext,
  run: SopRun,
  step: Step,
  expectedRevision?: number,
): Refusal | null {
  const refusal = refuseWork(context, run, step, expectedRevision)
  if (refusal) return refusal
  if (step.assignee !== context.actor.personId || step.status !== 'claimed') return null
  return refuse('TASK_CLAIMED', `Step ${step.key} is already yours.`, { by: step.assignee })
}

/** A candidate takes an open step. */
export function claimStep(turn: Recorder, step: Step): void {
  turn.emit({
    type: 'step.claimed',
    stepId: step.stepId,
    stepKey: step.key,
    data: { assignee: turn.context.actor.personId },
  })
}
