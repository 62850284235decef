import type { z } from 'zod'
import type { Field } from '#engine/model/form.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import type { JsonObject, Text } from '#engine/model/text.ts'
import type { Revealed } from '../contract/personal-data.ts'
import type { Sealer } from '../door/seal.ts'
import { isPii } from '../door/seal.ts'
import { stepPlanOf } from './show-step.ts'

type Value = z.infer<typeof Revealed>['values'][number]

/** Every sealed value of a run, opened: what it was launched with, then the answers of its steps. */
export async function showRevealed(sealer: Sealer, plan: Plan, run: SopRun): Promise<Value[]> {
  const launch = await opened(sealer, plan.launch, run.inputs, { instanceKey: null, stepTitle: null })
  const steps = await Promise.all(
    Object.values(run.steps).map((step) => {
      const { form, title } = stepPlanOf(plan, step.stepId)
      return opened(sealer, form, step.answers, { instanceKey: step.key, stepTitle: title })
    }),
  )
  return [...launch, ...steps.flat()]
}

async function opened(
  sealer: Sealer,
  form: readonly Field[],
  values: JsonObject,
  place: { instanceKey: string | null; stepTitle: Text | null },
): Promise<Value[]> {
  const fields = form.filter((field) => isPii(field) && (values[field.name] ?? null) !== null)
  return Promise.all(
    fields.map(async ({ name, title }) => ({
      ...place,
      field: name,
      title,
      value: await sealer.open(values[name] ?? null, 'revealing'),
    })),
  )
}
