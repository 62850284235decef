import type { Scope } from '../expression/evaluate.ts'
import type { StepPlan } from '../model/plan.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { scopeOf } from './scope.ts'
import { repetitionScope } from './step-dates.ts'
import type { TurnContext } from './turn-context.ts'

/**
 * Names of what follows a submission (`set:`, branches, approvals, loops): those of the run, those of the repetition and, on top,
 * every field of the step's own form. A field left empty is null, also when an earlier visit or another step had an answer.
 */
export function answeredScope(
  context: Pick<TurnContext, 'plan' | 'now' | 'actor'>,
  run: SopRun,
  plan: StepPlan,
  step: Pick<Step, 'iteration' | 'item' | 'gridAt'>,
  answers: JsonObject,
): Scope {
  const own: JsonObject = {}
  for (const field of plan.form) own[field.name] = null
  return scopeOf(context, run, { ...repetitionScope(plan, step), ...own, ...answers })
}
