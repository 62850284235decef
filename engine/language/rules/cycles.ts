import type { Plan } from '../../model/plan.ts'
import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'
import { combinations } from '../enumerate.ts'
import { headScope } from '../name-scope.ts'
import { findCycle, predecessorsIn } from './flow-graph.ts'

/**
 * SELF_TRANSITION: a step follows itself, or opens or returns to itself without `at_most`. ENDLESS_LOOP: steps wait for each other in a circle. A circle of
 * conditional edges is looked at for every combination of the enum values they hang on; it stands only if one closes it.
 */
export function cycles(c: Compiling, plan: Plan): void {
  for (const step of c.steps) {
    for (const edge of step.after)
      if (edge.stepId === step.id) report(c, 'SELF_TRANSITION', edge.path, `'${step.id}' would wait for itself.`)
    for (const [i, branch] of (step.document.then ?? []).entries())
      for (const key of ['return_to', 'open'] as const)
        if (branch[key] === step.id && branch.at_most === undefined)
          report(
            c,
            'SELF_TRANSITION',
            [...step.path, 'then', i, key],
            `'${step.id}' leads to itself.`,
            'Give at_most:, or use repeat: { until: …, max: … }.',
          )
  }
  const circle = closedCircle(c, plan)
  if (circle === null) return
  const first = c.steps.find((step) => step.id === circle[0])
  const way = [...circle, circle[0] ?? ''].join(' → ')
  report(
    c,
    'ENDLESS_LOOP',
    first?.path ?? [],
    `These steps wait for each other: ${way}.`,
    'Take out one after:, or make the edges exclude each other.',
  )
}

function closedCircle(c: Compiling, plan: Plan): string[] | null {
  const always = findCycle(plan, (step) => step.after.map((edge) => edge.stepId))
  if (always === null) return null
  const conditions = plan.steps.flatMap((step) => step.after.flatMap((edge) => edge.if ?? []))
  const known = combinations(c, conditions, headScope)
  if (known === null) return always
  for (const scope of known) {
    const circle = findCycle(plan, (step) => predecessorsIn(c, step, scope))
    if (circle !== null) return circle
  }
  return null
}
