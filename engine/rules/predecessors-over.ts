import type { StepPlan } from '../model/plan.ts'
import type { Step } from '../model/sop-run.ts'
import { holds } from '../run/evaluate-or-throw.ts'
import type { Recorder } from '../run/recorder.ts'
import { scopeOf } from '../run/scope.ts'
import { currentInstances, holdsBack, isOver } from '../run/steps.ts'

/**
 * Whether the steps an instance waits for are over (done, skipped or cancelled): all of them, or as many as its join says.
 * A repetition that opens `before` its instant also waits for the repetition before it, but no longer than until that instant:
 * one missed reading keeps no later one closed.
 */
export function predecessorsOver(turn: Recorder, plan: StepPlan, step: Step): boolean {
  const { run, context } = turn
  if (plan.repeat !== null && step.iteration > 1 && plan.repeat.opens === 'before') {
    const before = currentInstances(run, plan.id).find((item) => item.iteration === step.iteration - 1)
    const itsTime = step.gridAt !== null && step.gridAt <= context.now
    if (before && !isOver(before) && !itsTime) return false
  }
  if (plan.after.length === 0) return true
  const scope = plan.after.some((edge) => edge.if !== undefined) ? scopeOf(context, run) : null
  const edges = plan.after.filter((edge) => edge.if === undefined || holds(context, edge.if, scope!))
  const over = edges.filter((edge) => {
    const instances = currentInstances(run, edge.stepId)
    return instances.length > 0 && !instances.some(holdsBack)
  })
  if (plan.join === 'all') return over.length === edges.length
  return over.length >= Math.min(plan.join === 'any' ? 1 : plan.join, edges.length)
}
