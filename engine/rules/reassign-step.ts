import type { Reassign } from '../model/command.ts'
import type { Refusal } from '../model/refusal.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { Recorder } from '../run/recorder.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { refuseNonSteering } from './people.ts'
import { refuse, refuseClosed, refusePaused, refuseStale } from './refuse.ts'
import { refuseNotOpen } from './refuse-work.ts'

/** Why the step may not be given to that person. Codes: RUN_CLOSED, RUN_PAUSED, STEP_NOT_OPEN, NOT_ALLOWED, NOT_A_CANDIDATE, STALE_REVISION. */
export function refuseReassignStep(context: TurnContext, run: SopRun, step: Step, command: Reassign): Refusal | null {
  const refusal =
    refuseClosed(run) ??
    refusePaused(run) ??
    refuseNotOpen(context, run, step) ??
    refuseNonSteering(run, context.actor, 'reassign a step of')
  if (refusal) return refusal
  const holders = step.role === null ? undefined : run.holders[step.role]
  if (holders && holders.length > 0 && !holders.includes(command.to)) {
    return refuse(
      'NOT_A_CANDIDATE',
      `${command.to} does not hold the role ${step.role} in this store; step ${step.key} can go to ${holders.join(', ')}.`,
      {
        needed: step.role,
      },
    )
  }
  return refuseStale(step, command.expectedRevision)
}

/** A lead gives an open step to a person. */
export function reassignStep(turn: Recorder, step: Step, command: Reassign): void {
  turn.emit({
    type: 'step.assigned',
    stepId: step.stepId,
    stepKey: step.key,
    data: { to: command.to, from: step.assignee, reason: command.reason, tellPersons: [command.to] },
  })
}
