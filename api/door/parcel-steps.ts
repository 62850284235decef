import type { Field } from '#engine/model/form.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { House } from '../house.ts'

/** Steps that handle parcels, by what they ask for: no playbook is known by its name. */
export interface ParcelSteps {
  /** They wait for a parcel to arrive. */
  receive: ReadonlySet<string>
  /** They grade what came, A to X. */
  inspect: ReadonlySet<string>
  /** They say what becomes of it. */
  dispose: ReadonlySet<string>
  /** They claim money and note what was got. */
  claim: ReadonlySet<string>
}

type Part = keyof ParcelSteps

/** The parcel steps of every published playbook. */
export async function parcelSteps(house: House): Promise<ParcelSteps> {
  const found = {
    receive: new Set<string>(),
    inspect: new Set<string>(),
    dispose: new Set<string>(),
    claim: new Set<string>(),
  }
  for (const plan of await publishedPlans(house))
    for (const step of plan.steps) {
      const part = partOf(step)
      if (part !== null) found[part].add(step.id)
    }
  return found
}

function partOf({ wait, form }: Plan['steps'][number]): Part | null {
  const has = (name: string, type: Field['type']) => form.find((field) => field.name === name && field.type === type)
  if (wait?.event === 'parcel.received') return 'receive'
  if (has('grade', 'enum')?.of?.includes('X')) return 'inspect'
  if (has('disposal', 'enum')) return 'dispose'
  return has('claim', 'money') && has('got', 'money') ? 'claim' : null
}

/** The playbook that sees to parcels without a case: its launch form asks which exception it is and for the waybill. */
export async function exceptionPlaybook(house: House): Promise<Plan | null> {
  const plans = await publishedPlans(house)
  const asks = (plan: Plan, name: string) => plan.launch.some((field) => field.name === name)
  return plans.find((plan) => asks(plan, 'parcel_exception') && asks(plan, 'waybill')) ?? null
}

async function publishedPlans(house: House): Promise<Plan[]> {
  return Promise.all((await house.plans.published()).map(({ sha256 }) => house.plans.bySha(sha256)))
}
