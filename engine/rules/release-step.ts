import type { Refusal } from '../model/refusal.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { Recorder } from '../run/recorder.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { refuse, refuseClosed, refuseStale } from './refuse.ts'
import { steeringRoles } from './people.ts'

/** Why the step may not be put back. Codes: RUN_CLOSED, TASK_NOT_CLAIMED, TASK_NOT_YOURS, STALE_REVISION. */
export function refuseReleaseStep(
  context: TurnContext,
  run: SopRun,
  step: Step,
  expectedRevision?: number,
): Refusal | null {
  const closed = refuseClosed(run)
  if (closed) return closed
  if (step.status !== 'claimed') {
    return refuse(
      'TASK_NOT_CLAIMED',
      `Step ${step.key} is ${step.status}, claimed by nobody; there is nothing to release.`,
      { status: step.status },
    )
  }
  const steers = context.actor.roles.some((role) => steeringRoles.includes(role))
  if (step.assignee !== context.actor.personId && !steers) {
    return refuse(
      'TASK_NOT_YOURS',
      `Step ${step.key} is claimed by ${step.assignee}; only they or a lead may release it.`,
      { by: step.assignee },
    )
  }
  return refuseStale(step, expectedRevision)
}

/** Puts a claimed step back to its candidates. */
export function releaseStep(turn: Recorder, step: Step): void {
  turn.emit({ type: 'step.released', stepId: step.stepId, stepKey: step.key, data: { from: step.assignee } })
}
