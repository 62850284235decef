import type { Branch, Plan, StepPlan } from '../../model/plan.ts'
import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'
import { upstreamOf } from './flow-graph.ts'

/**
 * ENDLESS_LOOP: a way back without `at_most` that no person's act starts. RETURN_FORWARD: a `return_to` whose target is not before the step.
 * BRANCH_NEVER (warning): a branch that waits for what cannot happen, or stands behind one that always ends the list.
 */
export function loops(c: Compiling, plan: Plan): void {
  for (const step of c.steps) {
    const upstream = upstreamOf(plan, step.id)
    const compiled = plan.steps.find((candidate) => candidate.id === step.id)
    const closed = new Set<string>()
    for (const [i, branch] of (step.document.then ?? []).entries()) {
      const path = [...step.path, 'then', i]
      const on = branch.on ?? 'completed'
      if (branch.return_to !== undefined) {
        if (
          branch.at_most === undefined &&
          branch.return_to !== step.id &&
          !waits(plan, compiled, on, branch.return_to)
        )
          report(
            c,
            'ENDLESS_LOOP',
            [...path, 'return_to'],
            `The way back to '${branch.return_to}' may be taken for ever without a person.`,
            'Give at_most:.',
          )
        const known = c.names.stepsById.has(branch.return_to) && branch.return_to !== step.id
        if (known && !upstream.has(branch.return_to) && step.document.on_demand === undefined)
          report(
            c,
            'RETURN_FORWARD',
            [...path, 'return_to'],
            `'${branch.return_to}' does not come before '${step.id}'.`,
            'Return to an earlier step.',
          )
      }
      const asked =
        compiled?.approval !== null || (compiled?.checks.some((check) => check.approvers !== undefined) ?? false)
      if ((on === 'rejected' || on === 'returned') && !asked)
        report(c, 'BRANCH_NEVER', path, `'${step.id}' asks for no approval, so it is never ${on}.`, '', 'warning')
      if (on === 'unanswered' && step.document.unanswered === undefined)
        report(c, 'BRANCH_NEVER', path, `'${step.id}' has no unanswered:, so silence is never noticed.`, '', 'warning')
      if (on === 'overdue' && compiled?.due === null && compiled.repeat === null)
        report(c, 'BRANCH_NEVER', path, `'${step.id}' has no due, so it is never overdue.`, '', 'warning')
      if (closed.has(on)) report(c, 'BRANCH_NEVER', path, 'A branch before it always ends the list.', '', 'warning')
      const ends = branch.end !== undefined || branch.return_to !== undefined
      if (ends && branch.if === undefined && branch.at_most === undefined) closed.add(on)
    }
  }
}

/** Whether every round of a way back needs a person or an event: at the step itself or at the step it leads to. */
function waits(plan: Plan, step: StepPlan | undefined, on: Branch['on'], target: string): boolean {
  if (on === 'rejected' || on === 'returned') return true
  const byPerson = (at: StepPlan | undefined) => (at?.role ?? null) !== null && (at?.unanswered ?? null) === null
  return (on === 'completed' && byPerson(step)) || byPerson(plan.steps.find((candidate) => candidate.id === target))
}
