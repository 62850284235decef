import { planNewVisit } from '../run/plan-steps.ts'
import type { Recorder } from '../run/recorder.ts'

/**
 * Goes back to a step: it and everything after it that had begun become stale and get a new visit; answers and files are
 * kept and offered for confirmation.
 */
export function returnToStep(turn: Recorder, targetId: string, fromKey: string, reason: string): void {
  const { staled, planned } = planNewVisit(turn.context, turn.run, targetId)
  for (const step of staled) {
    turn.emitSystem({
      type: 'step.staled',
      stepId: step.stepId,
      stepKey: step.key,
      data: { returnTo: targetId, from: fromKey, reason },
    })
  }
  turn.emitSystem(planned)
}
