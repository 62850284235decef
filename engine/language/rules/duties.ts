import { superior } from '../../domain/superior.ts'
import type { Plan, StepPlan } from '../../model/plan.ts'
import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'
import type { FlatStep } from '../flatten-steps.ts'

/**
 * DUTY_UNSATISFIABLE (R-4EYES): the only approvers hold the role of the requester and no one stands above them; or a step may not
 * be done by those who did it. ROLE_MISSING: a form somebody has to fill, but no role.
 */
export function duties(c: Compiling, plan: Plan): void {
  for (const step of c.steps) {
    const compiled = plan.steps.find((candidate) => candidate.id === step.id)
    if (compiled === undefined) continue
    checkApprovers(c, plan, step, compiled)
    if (compiled.notBy.includes(step.id))
      report(c, 'DUTY_UNSATISFIABLE', [...step.path, 'not_by'], `'${step.id}' may not be done by whoever does it.`)
    const typed = compiled.form.filter((field) => field.required && field.computed === undefined)
    const byHand = step.kind === 'task' || step.kind === 'cue'
    if (byHand && compiled.role === null && typed.length > 0)
      report(
        c,
        'ROLE_MISSING',
        [...step.path, step.kind],
        `'${step.id}' has fields to fill (${typed.map((field) => field.name).join(', ')}) but no role.`,
        'Give role:.',
      )
  }
}

function checkApprovers(c: Compiling, plan: Plan, step: FlatStep, compiled: StepPlan): void {
  const { approval } = compiled
  if (approval === null || approval.levels.length === 0) return
  const askers = step.kind === 'approval' ? requesters(plan, compiled) : [compiled]
  const roles = new Set(askers.flatMap((asker) => asker.role?.cases.map((entry) => entry.role) ?? []))
  const stuck = approval.levels.every((level) => roles.has(level.role) && superior(level.role) === null)
  if (roles.size > 0 && stuck) {
    const key = step.kind === 'approval' ? 'by' : 'approve'
    const role = approval.levels[0]?.role ?? ''
    report(
      c,
      'DUTY_UNSATISFIABLE',
      [...step.path, key],
      `'${step.id}' is asked for and approved by '${role}', and nobody stands above.`,
      'Name a second role.',
    )
  }
}

/** Whose work an approval step looks at: the step it names, else the steps right before it. */
function requesters(plan: Plan, approval: StepPlan): StepPlan[] {
  const named = approval.approval?.requester
  const ids = named === undefined ? approval.after.map((edge) => edge.stepId) : [named]
  return plan.steps.filter((step) => ids.includes(step.id))
}
