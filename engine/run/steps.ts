import type { Plan, StepPlan } from '../model/plan.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import { indexOf } from './plan-index.ts'

/** Whether nothing more is expected of an instance: done, skipped or cancelled. */
export function isOver(step: Step): boolean {
  return step.status === 'done' || step.status === 'skipped' || step.status === 'cancelled'
}

/** Whether what follows must still wait for the instance: it is not over, or a playbook it started and waits for is not. */
export function holdsBack(step: Step): boolean {
  return !isOver(step) || step.awaiting === 'child'
}

/** Whether somebody can act on the instance now. */
export function isActive(step: Step): boolean {
  return (
    step.status === 'open' || step.status === 'claimed' || step.status === 'submitted' || step.status === 'incident'
  )
}

/** The instances that count now: every repetition of a step in its latest visit, in order. */
export function currentInstances(run: SopRun, stepId: string): Step[] {
  const latest = new Map<number, Step>()
  for (const key of Object.keys(run.steps)) {
    const step = run.steps[key]!
    if (step.stepId !== stepId) continue
    const known = latest.get(step.iteration)
    if (!known || known.visit < step.visit) latest.set(step.iteration, step)
  }
  return [...latest.values()].filter((step) => !step.stale).sort((a, b) => a.iteration - b.iteration)
}

/** The highest visit a repetition has reached, 0 when it was never planned. */
export function lastVisit(run: SopRun, stepId: string, iteration: number): number {
  let last = 0
  for (const key of Object.keys(run.steps)) {
    const step = run.steps[key]!
    if (step.stepId === stepId && step.iteration === iteration && step.visit > last) last = step.visit
  }
  return last
}

/** Every current instance in the order of the playbook. */
export function instancesInOrder(plan: Plan, run: SopRun): { step: Step; plan: StepPlan }[] {
  const order = indexOf(plan).steps
  return Object.keys(run.steps)
    .map((key) => run.steps[key]!)
    .filter((step) => !step.stale)
    .map((step) => ({ step, plan: order.get(step.stepId)! }))
    .sort((a, b) => a.plan.order - b.plan.order || a.step.iteration - b.step.iteration || a.step.visit - b.step.visit)
}

/** Whether a step as a whole is over: all its current repetitions are. */
export function stepIsOver(run: SopRun, stepId: string): boolean {
  const instances = currentInstances(run, stepId)
  return instances.length > 0 && instances.every(isOver)
}

/** The pending approval level of a submitted step, or undefined. */
export function pendingApproval(step: Step) {
  return step.approvals.find((approval) => approval.decision === null && approval.openedAt !== null)
}

/** Every instance ever planned, by its place in the playbook, then visit, then repetition. */
export function stepsInOrder(plan: Plan, run: SopRun): Step[] {
  const order = (step: Step) => indexOf(plan).steps.get(step.stepId)?.order ?? 0
  return Object.values(run.steps).sort((a, b) => order(a) - order(b) || a.visit - b.visit || a.iteration - b.iteration)
}
