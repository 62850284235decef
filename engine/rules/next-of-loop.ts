import type { StepPlan } from '../model/plan.ts'
import type { Step } from '../model/sop-run.ts'
import { holds } from '../run/evaluate-or-throw.ts'
import { plannedEvent, plannedInstance } from '../run/plan-steps.ts'
import type { Recorder } from '../run/recorder.ts'
import { answeredScope } from '../run/answered-scope.ts'
import { distanceMs } from '../run/repetitions.ts'
import { currentInstances } from '../run/steps.ts'
import { msOf, toIso } from '../time/instant.ts'

/** Plans the next repetition of a loop, unless its condition holds now or it was run as often as it may be. */
export function nextOfLoop(turn: Recorder, plan: StepPlan, step: Step): void {
  const repeat = plan.repeat
  if (repeat?.kind !== 'until' || step.iteration >= repeat.max) return
  if (currentInstances(turn.run, plan.id).some((item) => item.iteration > step.iteration)) return
  const scope = answeredScope(turn.context, turn.run, plan, step, step.answers)
  if (holds(turn.context, repeat.until, scope)) return
  const from = step.gridAt ?? step.openedAt
  const gridAt =
    repeat.every === undefined || from === null
      ? null
      : toIso(msOf(from) + distanceMs(turn.context, repeat.every, scope))
  const next = plannedInstance(
    turn.context,
    turn.run,
    plan,
    { iteration: step.iteration + 1, gridAt, item: null },
    step.visit,
    null,
  )
  turn.emitSystem(plannedEvent('loop', [next]))
}
