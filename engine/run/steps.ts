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
export function currentInstances(run: SopRun, stepId: string): readonly Step[] {
  return instancesByStep(run.steps).get(stepId) ?? []
}

const indexed = new WeakMap<SopRun['steps'], ReadonlyMap<string, readonly Step[]>>()

/** State is never changed in place, so what is derived from one record of steps holds as long as the record. */
function instancesByStep(steps: SopRun['steps']): ReadonlyMap<string, readonly Step[]> {
  const known = indexed.get(steps)
  if (known) return known
  const latest = new Map<string, Map<number, Step>>()
  for (const key of Object.keys(steps)) {
    const step = steps[key]!
    const own = latest.get(step.stepId) ?? new Map<number, Step>()
    latest.set(step.stepId, own)
    const before = own.get(step.iteration)
    if (!before || before.visit < step.visit) own.set(step.iteration, step)
  }
  const made = new Map<string, readonly Step[]>()
  for (const [stepId, own] of latest) {
    const counting = [...own.values()].filter((step) => !step.stale)
    made.set(
      stepId,
      counting.sort((a, b) => a.iteration - b.iteration),
    )
  }
  indexed.set(steps, made)
  return made
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

/** The pending approval level of a submitted step, or undefined. */
export function pendingApproval(step: Step) {
  return step.approvals.find((approval) => approval.decision === null && approval.openedAt !== null)
}

/** Every instance ever planned, by its place in the playbook, then visit, then repetition. */
export function stepsInOrder(plan: Plan, run: SopRun): Step[] {
  const order = (step: Step) => indexOf(plan).steps.get(step.stepId)?.order ?? 0
  return Object.values(run.steps).sort((a, b) => order(a) - order(b) || a.visit - b.visit || a.iteration - b.iteration)
}

/** Everybody behind a request: who asked, whoever stood in for them, and whom they stood in for. */
export function askersOf(plan: Plan, run: SopRun, step: Step): string[] {
  const asking = indexOf(plan).steps.get(step.stepId)?.approval?.requester
  const before = Object.values(run.steps).filter(
    (other) => other.stepId === asking && !other.stale && other.completedBy !== null,
  )
  const persons = [step.requester, step.alongside, before.at(-1)?.alongside]
  return [...new Set(persons.filter((person) => person !== null && person !== undefined))]
}

/** Who may not decide a further level: who asked, and who decided one before (R-4EYES). */
export function barredFrom(plan: Plan, run: SopRun, step: Step): string[] {
  return [...askersOf(plan, run, step), ...step.approvals.map((level) => level.by)].filter((person) => person !== null)
}
