import type { z } from 'zod'
import type { Field } from '#engine/model/form.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { SopRun, Step } from '#engine/model/sop-run.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { CaseFacts } from '../contract/tasks.ts'
import type { NameOf } from '../door/person-names.ts'
import { inPlanOrder } from './show-run.ts'
import { stepPlanOf } from './show-step.ts'

type ShownCase = z.infer<typeof CaseFacts>

export interface CaseView {
  nameOf: NameOf
  /** Opens or masks what was sealed, as the reader may. */
  opened(value: JsonValue): Promise<JsonValue>
}

/** What is known of the case so far: launch fields and the answers of steps that are done, in the order of the playbook. */
export async function showCase(plan: Plan, run: SopRun, view: CaseView): Promise<ShownCase> {
  const done = inPlanOrder(plan, run).filter((step) => step.status === 'done' && formOf(plan, step).length > 0)
  const [inputs, ...answers] = (await Promise.all(
    [run.inputs, ...done.map((step) => step.answers)].map((values) => view.opened(values)),
  )) as JsonObject[]
  return {
    inputs: valuesOf(plan.launch, inputs ?? {}),
    earlier: done.map((step, index) => ({
      stepId: step.stepId,
      title: stepPlanOf(plan, step.stepId).title,
      at: step.completedAt,
      by: step.completedBy,
      byName: view.nameOf(step.completedBy),
      values: valuesOf(formOf(plan, step), answers[index] ?? {}),
    })),
  }
}

function formOf(plan: Plan, step: Step): readonly Field[] {
  return plan.steps.find(({ id }) => id === step.stepId)?.form ?? []
}

function valuesOf(fields: readonly Field[], values: JsonObject): ShownCase['inputs'] {
  return fields.flatMap(({ name, title, type }) => {
    const value = values[name] ?? null
    return value === null ? [] : [{ name, title, type, value }]
  })
}
