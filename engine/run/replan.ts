import type { StepPlan } from '../model/plan.ts'
import type { Step } from '../model/sop-run.ts'
import { plannedEvent, plannedInstance } from './plan-steps.ts'
import type { PlannedStep } from './plan-steps.ts'
import type { Recorder } from './recorder.ts'
import { repetitionsOf } from './repetitions.ts'
import { stepDates } from './step-dates.ts'
import { currentInstances, isActive } from './steps.ts'

/**
 * Dates every instance again that is not over: planned ones are re-dated (grids gain or lose repetitions), open ones get a
 * `due.changed` each. What is done stays as it was.
 */
export function replan(turn: Recorder, cause: string): void {
  const planned: PlannedStep[] = []
  const gone: string[] = []
  for (const plan of turn.context.plan.steps) {
    const instances = currentInstances(turn.run, plan.id)
    if (instances.length === 0 || plan.onDemand !== null) continue
    if (plan.repeat === null || plan.repeat.kind === 'until') planned.push(...redated(turn, plan, instances))
    else regrid(turn, plan, instances, planned, gone)
  }
  if (planned.length > 0 || gone.length > 0) turn.emitSystem(plannedEvent(cause, planned, gone))
  changeOpenDues(turn, cause)
}

function redated(turn: Recorder, plan: StepPlan, instances: Step[]): PlannedStep[] {
  return instances
    .filter((step) => step.status === 'planned')
    .map((step) => plannedInstance(turn.context, turn.run, plan, step, step.visit, step.offered))
    .filter((next, index) => differs(next, instances.filter((step) => step.status === 'planned')[index]!))
}

function regrid(turn: Recorder, plan: StepPlan, instances: Step[], planned: PlannedStep[], gone: string[]): void {
  const repetitions = repetitionsOf(turn.context, turn.run, plan)
  if (repetitions === null) return
  const wanted = new Map(repetitions.map((repetition) => [repetition.iteration, repetition]))
  for (const step of instances) {
    if (step.status === 'planned' && !wanted.has(step.iteration)) gone.push(step.key)
  }
  for (const repetition of repetitions) {
    const known = instances.find((step) => step.iteration === repetition.iteration)
    if (known && known.status !== 'planned') continue
    const next = plannedInstance(turn.context, turn.run, plan, repetition, known?.visit ?? 1, known?.offered ?? null)
    if (!known || differs(next, known)) planned.push(next)
  }
}

function differs(next: PlannedStep, known: Step): boolean {
  return next.opensAt !== known.opensAt || next.dueAt !== known.dueAt || next.gridAt !== known.gridAt
}

function changeOpenDues(turn: Recorder, cause: string): void {
  for (const plan of turn.context.plan.steps) {
    for (const step of currentInstances(turn.run, plan.id)) {
      if (!isActive(step) || step.attempt > 1 || plan.due === null) continue
      const dates = stepDates(turn.context, turn.run, plan, step, step.openedAt)
      if (dates.dueAt === step.dueAt) continue
      turn.emitSystem({
        type: 'due.changed',
        stepId: step.stepId,
        stepKey: step.key,
        data: { old: step.dueAt, new: dates.dueAt, clockBaseAt: dates.clockBaseAt ?? step.openedAt, cause },
      })
    }
  }
}
