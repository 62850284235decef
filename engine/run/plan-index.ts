import type { Plan, StepPlan } from '../model/plan.ts'
import { byHandStep } from './by-hand-step.ts'

/** What is looked up in a plan again and again; derived once per plan object. */
export interface PlanIndex {
  steps: ReadonlyMap<string, StepPlan>
  /** Steps that wait for a step, directly or through others. */
  downstream: ReadonlyMap<string, ReadonlySet<string>>
  /** Steps each step waits for, directly or through others. */
  upstream: ReadonlyMap<string, ReadonlySet<string>>
  /** Names an answer or result may be read by without the step's name. */
  bareNames: ReadonlySet<string>
  /** Every bare name a scope must know, so that a value not there yet reads as null. */
  declared: readonly string[]
  /** Hyphens are not part of a CEL name. */
  qualified: readonly { name: string; step: StepPlan }[]
}

const indexes = new WeakMap<Plan, PlanIndex>()

/** The index of a plan. Plans are immutable, so what is derived from one never goes stale. */
export function indexOf(plan: Plan): PlanIndex {
  const known = indexes.get(plan)
  if (known) return known
  const made = makeIndex(plan)
  indexes.set(plan, made)
  return made
}

/** The step of that id; undefined when the playbook has none. */
export function stepPlan(plan: Plan, stepId: string): StepPlan | undefined {
  return indexOf(plan).steps.get(stepId)
}

function makeIndex(plan: Plan): PlanIndex {
  const seen = new Map<string, number>()
  const count = (name: string) => seen.set(name, (seen.get(name) ?? 0) + 1)
  for (const step of plan.steps) step.form.forEach((field) => count(field.name))
  const launchNames = new Set(plan.launch.map((field) => field.name))
  const setNames = new Set<string>()
  for (const step of plan.steps) {
    Object.keys(step.set).forEach((name) => setNames.add(name))
    step.branches.forEach((branch) => Object.keys(branch.set ?? {}).forEach((name) => setNames.add(name)))
  }
  const bare = new Set<string>()
  for (const [name, times] of seen) if (times === 1 && !launchNames.has(name)) bare.add(name)
  return {
    steps: new Map([...plan.steps, byHandStep].map((step) => [step.id, step])),
    downstream: reach(plan, (step) =>
      plan.steps.filter((other) => other.after.some((edge) => edge.stepId === step.id)),
    ),
    upstream: reach(plan, (step) => plan.steps.filter((other) => step.after.some((edge) => edge.stepId === other.id))),
    bareNames: bare,
    declared: [...new Set([...launchNames, ...bare, ...setNames])],
    qualified: plan.steps.map((step) => ({ name: step.id.replaceAll('-', '_'), step })),
  }
}

function reach(plan: Plan, next: (step: StepPlan) => StepPlan[]): Map<string, Set<string>> {
  const direct = new Map(plan.steps.map((step) => [step.id, next(step)]))
  const all = new Map<string, Set<string>>()
  for (const step of plan.steps) {
    const found = new Set<string>()
    const open = [step]
    while (open.length > 0) {
      for (const neighbour of direct.get(open.pop()!.id) ?? []) {
        if (found.has(neighbour.id)) continue
        found.add(neighbour.id)
        open.push(neighbour)
      }
    }
    all.set(step.id, found)
  }
  return all
}
