import type { StepPlan } from '../model/plan.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { resolveRule } from './instants.ts'
import { scopeOf } from './scope.ts'
import { repetitionScope } from './step-dates.ts'
import type { TurnContext } from './turn-context.ts'

/**
 * When the silence on a step is its answer, or null: counted from its opening, or from whatever the playbook names, such as the
 * first submission a rule blocked (np-licence-ip: not cured in 5 working days). `known` adds what is about to hold of the step.
 */
export function unansweredAt(
  context: TurnContext,
  run: SopRun,
  plan: StepPlan,
  step: Pick<Step, 'iteration' | 'item' | 'gridAt'>,
  openedAt: string | null,
  known: JsonObject = {},
): string | null {
  if (plan.unanswered === null) return null
  const scope = scopeOf(context, run, repetitionScope(plan, step))
  const name = plan.id.replaceAll('-', '_')
  scope[name] = { ...(scope[name] as JsonObject), ...known }
  const { serviceHours } = context.plan
  return (
    resolveRule(plan.unanswered.after, { context, run, scope, openedAt, gridAt: step.gridAt, serviceHours })?.at ?? null
  )
}
