import { evaluate, layered } from '#engine/expression/evaluate.ts'
import type { Scope } from '#engine/expression/evaluate.ts'
import type { Field } from '#engine/model/form.ts'
import type { Actor } from '#engine/model/people.ts'
import type { Plan, StepPlan } from '#engine/model/plan.ts'
import type { SopRun, Step } from '#engine/model/sop-run.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { submissionScope, workForm } from '#engine/rules/complete-step.ts'
import { ExpressionTrouble } from '#engine/run/evaluate-or-throw.ts'
import { contextOf } from '#engine/run/turn-context.ts'
import type { TurnContext } from '#engine/run/turn-context.ts'
import type { House } from '../house.ts'
import { showFormLaw } from './show-form-law.ts'
import type { ShownFormLaw } from './show-form-law.ts'
import { isUnderWay, stepPlanOf } from './show-step.ts'
import type { ShownTask } from './show-task.ts'

/** A step whose form is shown, with what was typed so far. */
export interface FormParts {
  plan: Plan
  run: SopRun
  step: Step
  actor: Actor
  now: string
  typed: JsonObject
}

export interface ShownForm {
  form: ShownTask['form']
  law: ShownFormLaw
}

/** The form as it stands now: conditions, proposals and computed values worked out with what is known, and the rules behind them. */
export function showForm(house: House, parts: FormParts): ShownForm {
  const { plan, run, step, actor, now, typed } = parts
  const stepPlan = stepPlanOf(plan, step.stepId)
  const envelope = { commandId: '', sopRunId: run.id, actor, door: 'api' as const, command: { type: 'tick' as const } }
  const context = contextOf(plan, house.programs, envelope, now)
  if (!isUnderWay(step)) return over(house, stepPlan, step)
  const { scope, offered, worked } = workedOut(context, parts, stepPlan)
  const values = layered(scope, worked)
  return {
    form: stepPlan.form.map((field) => showField(house, field, typed, worked, values)),
    law: showFormLaw(house.programs, { fields: stepPlan.form, checks: stepPlan.checks, scope, offered }),
  }
}

function over(house: House, plan: StepPlan, step: Step): ShownForm {
  const form = plan.form.map((field) => showField(house, field, step.answers, step.answers, step.answers))
  return { form, law: { checks: [], scope: {}, offered: {} } }
}

function showField(
  house: House,
  field: Field,
  typed: JsonObject,
  worked: JsonObject,
  scope: Scope,
): ShownForm['form'][number] {
  const shown = field.requiredIf === undefined || holdsNow(house, field.requiredIf, scope)
  const proposal = typed[field.name] === undefined && field.computed === undefined ? worked[field.name] : undefined
  const value = field.computed === undefined ? typed[field.name] : worked[field.name]
  return {
    ...field,
    shown,
    requiredNow: field.required || (field.requiredIf !== undefined && shown),
    editable: field.computed === undefined,
    ...(value === undefined || value === null ? {} : { value }),
    ...(proposal === undefined || proposal === null ? {} : { proposal, ...sourceOf(field) }),
  }
}

function sourceOf(field: Field): { source?: string } {
  return field.lookUp ? { source: `${field.lookUp.source}.${field.lookUp.path}` } : {}
}

/** A form whose expressions cannot be worked out is shown plain; submitting it tells why. */
function workedOut(context: TurnContext, { run, step, typed }: FormParts, plan: StepPlan) {
  try {
    const { scope, offered } = submissionScope(context, run, plan, step)
    return { scope, offered, worked: workForm(context, run, plan, step, typed, {}).answers }
  } catch (error) {
    if (error instanceof ExpressionTrouble) return { scope: {}, offered: {}, worked: typed }
    throw error
  }
}

function holdsNow(house: House, expression: string, scope: Scope): boolean {
  const result = evaluate(house.programs, expression, scope)
  return !result.ok || result.value === true
}
