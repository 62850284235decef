import type { Plan } from '../../model/plan.ts'
import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'

/** OUTCOME_NEVER (warning): an outcome nothing leads to. */
export function outcomes(c: Compiling, plan: Plan): void {
  const used = new Set(plan.outcome.map((entry) => entry.then))
  for (const step of plan.steps) for (const branch of step.branches) if (branch.end !== undefined) used.add(branch.end)
  for (const name of Object.keys(plan.outcomes))
    if (!used.has(name))
      report(c, 'OUTCOME_NEVER', { path: ['outcomes', name], at: 'key' }, `Nothing ends with '${name}'.`, '', 'warning')
}
