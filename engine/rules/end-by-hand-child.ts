import type { JsonObject } from '../model/text.ts'
import { byHandStep } from '../run/by-hand-step.ts'
import type { Recorder } from '../run/recorder.ts'
import { currentInstances, isOver } from '../run/steps.ts'

/**
 * A playbook started by hand is out of sight: for a step that waits for it, it ends when the hand task is done or waived.
 * Says whether one did.
 */
export function endByHandChild(turn: Recorder): boolean {
  const { run } = turn
  for (const child of run.children) {
    if (child.status !== 'byHand' || !child.awaited) continue
    const task = currentInstances(run, byHandStep.id).find(
      (step) => (step.item as JsonObject)['childKey'] === child.key,
    )
    if (!task || !isOver(task)) continue
    const asking = run.steps[child.stepKey]
    turn.emitSystem({
      type: 'child.ended',
      ...(asking ? { stepId: asking.stepId } : {}),
      stepKey: child.stepKey,
      data: { childKey: child.key, sop: child.sop, outcome: 'by_hand', record: task.answers },
    })
    return true
  }
  return false
}
