import type { Plan } from '../model/plan.ts'
import type { Compiling } from './compiling.ts'
import type { Misshaped } from './flatten-steps.ts'
import { stepShape } from './rules/step-shape.ts'
import { uniqueIds } from './rules/unique-ids.ts'

/** Every rule over a whole playbook, in the order of the reference. */
export function checkPlan(c: Compiling, plan: Plan, misshaped: readonly Misshaped[]): void {
  stepShape(c, misshaped)
  uniqueIds(c)
  void plan
}
