import type { ChildRun } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { byHandStep } from '../run/by-hand-step.ts'
import { plannedEvent, plannedInstance } from '../run/plan-steps.ts'
import type { Recorder } from '../run/recorder.ts'
import { currentInstances } from '../run/steps.ts'
import { openStep } from './open-step.ts'

/** Opens the recorded task "start X by hand" for a playbook that is not published; the run does not end before it is done. */
export function openByHandTask(turn: Recorder, child: ChildRun): void {
  const iteration = currentInstances(turn.run, byHandStep.id).length + 1
  const item: JsonObject = { childKey: child.key, sop: child.sop, inputs: child.inputs, role: child.role }
  const planned = plannedInstance(turn.context, turn.run, byHandStep, { iteration, gridAt: null, item }, 1, null)
  turn.emitSystem(plannedEvent(`${child.sop} is not published`, [planned]))
  openStep(turn, byHandStep, turn.run.steps[planned.key]!)
}
