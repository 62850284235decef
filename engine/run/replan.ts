import { canonicalJson } from '../history/canonical-json.ts'
import type { StepPlan } from '../model/plan.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import { msOf, toIso } from '../time/instant.ts'
import { placeEntries } from './place-entries.ts'
import { placeholder, plannedEvent, plannedInstance } from './plan-steps.ts'
import type { PlannedStep } from './plan-steps.ts'
import type { Recorder } from './recorder.ts'
import { repetitionsOf } from './repetitions.ts'
import { stepDates } from './step-dates.ts'
import { currentInstances, isActive, isOver, lastVisit } from './steps.ts'
import { unansweredAt } from './unanswered-at.ts'

/**
 * Dates every instance again that is not over, after something its dates hang on has changed since `before`: planned ones are
 * re-dated (grids and lists gain or lose repetitions), open ones get a `due.changed` each. What is done stays as it was.
 */
export function replan(turn: Recorder, before: SopRun, cause: string): void {
  const planned: PlannedStep[] = []
  const gone: string[] = []
  for (const plan of turn.context.plan.steps) {
    const instances = currentInstances(turn.run, plan.id)
    if (instances.length === 0 || plan.onDemand !== null) continue
    if (plan.repeat === null || plan.repeat.kind === 'until') planned.push(...redated(turn, plan, instances))
    else regrid(turn, plan, instances, planned, gone)
  }
  if (planned.length > 0 || gone.length > 0) turn.emitSystem(plannedEvent(cause, planned, gone))
  changeOpenDues(turn, before, cause)
}

function redated(turn: Recorder, plan: StepPlan, instances: readonly Step[]): PlannedStep[] {
  return instances
    .filter((step) => step.status === 'planned')
    .map((step) => ({ step, next: plannedInstance(turn.context, turn.run, plan, step, step.visit, step.offered) }))
    .filter(({ step, next }) => differs(next, step))
    .map(({ next }) => next)
}

function regrid(
  turn: Recorder,
  plan: StepPlan,
  instances: readonly Step[],
  planned: PlannedStep[],
  gone: string[],
): void {
  const known = repetitionsOf(turn.context, turn.run, plan)
  if (known === null) return
  const begun = instances.filter((step) => step.status !== 'planned')
  const wanted =
    plan.repeat?.kind === 'each'
      ? placeEntries(instances, known)
      : known.filter((item) => !begun.some((step) => step.iteration === item.iteration))
  // A step that lost all its repetitions must still be passed by those that wait for it.
  const repetitions = wanted.length === 0 && begun.length === 0 ? [placeholder] : wanted
  for (const step of instances) {
    if (step.status === 'planned' && !repetitions.some((item) => item.iteration === step.iteration)) gone.push(step.key)
  }
  for (const repetition of repetitions) {
    const held = instances.find((step) => step.iteration === repetition.iteration)
    const visit = held?.visit ?? lastVisit(turn.run, plan.id, repetition.iteration) + 1
    const offered = held && sameEntry(held, repetition) ? held.offered : null
    const next = plannedInstance(turn.context, turn.run, plan, repetition, visit, offered)
    if (!held || differs(next, held)) planned.push(next)
  }
}

function differs(next: PlannedStep, known: Step): boolean {
  if (!sameEntry(next, known)) return true
  return (
    next.opensAt !== known.opensAt ||
    next.dueAt !== known.dueAt ||
    next.gridAt !== known.gridAt ||
    (next.unansweredAt ?? null) !== known.unansweredAt
  )
}

function sameEntry(a: Pick<Step, 'item'>, b: Pick<Step, 'item'>): boolean {
  return canonicalJson(a.item) === canonicalJson(b.item)
}

function changeOpenDues(turn: Recorder, before: SopRun, cause: string): void {
  for (const plan of turn.context.plan.steps) {
    for (const step of currentInstances(turn.run, plan.id)) {
      if (isActive(step) && step.attempt === 1) changeOpenDue(turn, before, plan, step, cause)
    }
  }
}

function changeOpenDue(turn: Recorder, before: SopRun, plan: StepPlan, step: Step, cause: string): void {
  const known = before.steps[step.key] ?? step
  const gridAt = gridOf(turn, plan, step)
  const old = stepDates(turn.context, before, plan, known, known.openedAt)
  const dates = stepDates(turn.context, turn.run, plan, { ...step, gridAt }, step.openedAt)
  const silence = silenceMoved(turn, before, plan, step, gridAt)
  if (dates.dueAt === old.dueAt && silence === null) return
  // What a pause added stays added.
  const addedMs = old.dueAt === null || step.dueAt === null ? 0 : msOf(step.dueAt) - msOf(old.dueAt)
  const dueAt = dates.dueAt === null ? null : toIso(msOf(dates.dueAt) + addedMs)
  turn.emitSystem({
    type: 'due.changed',
    stepId: step.stepId,
    stepKey: step.key,
    data: {
      old: step.dueAt,
      new: dueAt,
      clockBaseAt: toIso(msOf(dates.clockBaseAt ?? step.openedAt!) + addedMs),
      gridAt,
      // A due that is past again was told already.
      ladder: dueAt !== null && dueAt <= turn.context.now ? 'kept' : 'anew',
      cause,
      ...silence,
    },
  })
}

/** The instant silence is the answer, where it has moved with what it is counted from. */
function silenceMoved(turn: Recorder, before: SopRun, plan: StepPlan, step: Step, gridAt: string | null) {
  if (plan.unanswered === null || step.unansweredAt === null) return null
  const old = unansweredAt(turn.context, before, plan, before.steps[step.key] ?? step, step.openedAt)
  const next = unansweredAt(turn.context, turn.run, plan, { ...step, gridAt }, step.openedAt)
  return old === next || next === null ? null : { unansweredAt: next }
}

/** Where the repetition stands on the grid as it is now. */
function gridOf(turn: Recorder, plan: StepPlan, step: Step): string | null {
  if (plan.repeat === null || plan.repeat.kind === 'until') return step.gridAt
  if (plan.repeat.kind === 'each' && !waitsOnAir(turn.run, plan, step)) return step.gridAt
  const grid = repetitionsOf(turn.context, turn.run, plan)
  const next = grid?.find((item) => item.iteration === step.iteration && sameEntry(item, step))?.gridAt ?? step.gridAt
  if (plan.repeat.kind !== 'each') return next
  return next !== null && next > turn.context.now ? next : step.gridAt
}

/** A cue whose instant has come while the one before it is still on: it has not begun, so it may move with the others. */
function waitsOnAir(run: SopRun, plan: StepPlan, step: Step): boolean {
  const earlier = currentInstances(run, plan.id).filter((other) => other.iteration < step.iteration)
  return plan.kind === 'cue' && earlier.some((other) => !isOver(other))
}
