import { layered } from '../expression/evaluate.ts'
import type { Scope } from '../expression/evaluate.ts'
import type { ChildLaunch, StepPlan } from '../model/plan.ts'
import type { Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { evaluateOrThrow, ExpressionTrouble } from '../run/evaluate-or-throw.ts'
import type { Recorder } from '../run/recorder.ts'
import { answeredScope } from '../run/answered-scope.ts'

/** Asks the shell to start another playbook, once or once per entry of a list (bs-kol-live: a stream each). */
export function askForChild(turn: Recorder, plan: StepPlan, step: Step, launch: ChildLaunch): void {
  const scope = answeredScope(turn.context, turn.run, plan, step, step.answers)
  if (launch.each === undefined) return askOnce(turn, plan, step, launch, scope)
  const entries = evaluateOrThrow(turn.context, launch.each, scope)
  if (entries !== null && !Array.isArray(entries)) throw new ExpressionTrouble(launch.each, 'it gives no list')
  for (const entry of entries ?? []) askOnce(turn, plan, step, launch, layered(scope, { [launch.as ?? 'item']: entry }))
}

/** The key is the same for every repeat of the effect, so the child starts once. */
function askOnce(turn: Recorder, plan: StepPlan, step: Step, launch: ChildLaunch, scope: Scope): void {
  const inputs: JsonObject = {}
  for (const [name, source] of Object.entries(launch.with)) inputs[name] = evaluateOrThrow(turn.context, source, scope)
  turn.emitSystem({
    type: 'child.asked',
    stepId: plan.id,
    stepKey: step.key,
    data: {
      childKey: `${step.key}/${turn.run.children.length + 1}`,
      sop: launch.sop,
      inputs,
      awaited: launch.awaited === true,
      role: launch.role ?? step.role ?? 'ops-lead',
      ...(launch.title ? { title: { ...launch.title } } : {}),
    },
  })
}
