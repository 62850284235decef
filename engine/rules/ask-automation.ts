import type { AutomationCall, StepPlan } from '../model/plan.ts'
import type { Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { evaluateOrThrow } from '../run/evaluate-or-throw.ts'
import type { Recorder } from '../run/recorder.ts'
import { answeredScope } from '../run/answered-scope.ts'

/** Asks the shell to call an automation. Call 0 is the step's own, 1… are those that follow its completion. */
export function askAutomation(turn: Recorder, plan: StepPlan, step: Step, call: number, what: AutomationCall): void {
  const scope = answeredScope(turn.context, turn.run, plan, step, step.answers)
  const input: JsonObject = {}
  for (const [name, source] of Object.entries(what.input)) input[name] = evaluateOrThrow(turn.context, source, scope)
  turn.emitSystem({
    type: 'automation.asked',
    stepId: step.stepId,
    stepKey: step.key,
    data: { call, attempt: step.automationAttempt + 1, activity: what.activity, input },
  })
}
