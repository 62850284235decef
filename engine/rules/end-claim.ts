import type { EndClaim } from '../model/command.ts'
import type { Refusal } from '../model/refusal.ts'
import type { Step } from '../model/sop-run.ts'
import type { Recorder } from '../run/recorder.ts'
import { refuse, refuseClosed } from './refuse.ts'

/** Why there is no claim to end. Codes: RUN_CLOSED, TASK_NOT_CLAIMED (it is somebody else's by now, or nobody's). */
export function refuseEndClaim(turn: Recorder, step: Step, command: EndClaim): Refusal | null {
  const closed = refuseClosed(turn.run)
  if (closed) return closed
  if (step.status === 'claimed' && step.assignee === command.personId) return null
  return refuse('TASK_NOT_CLAIMED', `Step ${step.key} is ${step.status}; ${command.personId} holds no claim on it.`, {
    status: step.status,
  })
}

/** Who has lost the role works on the step no more: it goes back to its candidates. */
export function endClaim(turn: Recorder, step: Step, command: EndClaim): void {
  const data = { from: command.personId, because: 'roleEnded', role: step.role }
  turn.emitSystem({ type: 'step.released', stepId: step.stepId, stepKey: step.key, data })
}
