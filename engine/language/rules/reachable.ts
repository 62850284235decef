import type { Plan, StepPlan } from '../../model/plan.ts'
import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'
import { combinations, truthIn } from '../enumerate.ts'
import type { FlatStep } from '../flatten-steps.ts'
import { headScope } from '../name-scope.ts'

/**
 * UNREACHABLE_STEP: a step nobody can ever get to: its `when` never holds, none of its conditional edges ever does, nobody may
 * open it, or it only follows steps that are themselves unreachable.
 */
export function reachable(c: Compiling, plan: Plan): void {
  const dead = new Map<string, string>()
  for (const step of plan.steps) {
    const why = deadEnd(c, plan, step)
    if (why !== null) dead.set(step.id, why)
  }
  for (let grown = true; grown;) {
    grown = false
    for (const step of plan.steps) {
      const edges = step.after.filter((edge) => edge.if !== undefined)
      const lost =
        step.after.length > 0 && edges.length === step.after.length && edges.every((edge) => dead.has(edge.stepId))
      if (!lost || dead.has(step.id)) continue
      dead.set(
        step.id,
        `it only follows ${edges.map((edge) => `'${edge.stepId}'`).join(', ')}, which cannot be reached`,
      )
      grown = true
    }
  }
  for (const [id, why] of dead) {
    const step = c.steps.find((candidate) => candidate.id === id)
    if (step !== undefined) report(c, 'UNREACHABLE_STEP', placeOf(step), `'${id}' is never reached: ${why}.`)
  }
}

function placeOf(step: FlatStep) {
  return step.document.when === undefined ? [...step.path, step.kind] : [...step.path, 'when']
}

function deadEnd(c: Compiling, plan: Plan, step: StepPlan): string | null {
  if (step.when !== null && never(c, [step.when])) return 'its when: holds for no combination of values'
  const conditions = step.after.flatMap((edge) => edge.if ?? [])
  if (conditions.length > 0 && conditions.length === step.after.length && never(c, conditions))
    return 'none of the conditions of its after: ever holds'
  if (step.onDemand === null) return null
  const opened = plan.steps.some((other) => other.branches.some((branch) => branch.open === step.id))
  return opened || step.onDemand.by.length > 0 ? null : 'it is on demand, but nobody may open it and no branch does'
}

function never(c: Compiling, conditions: readonly string[]): boolean {
  const known = combinations(c, conditions, headScope)
  if (known === null) return false
  return known.every((scope) => conditions.every((condition) => truthIn(c, condition, scope) === 'no'))
}
