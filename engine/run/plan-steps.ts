import type { StepPlan } from '../model/plan.ts'
import type { EventBody } from '../model/run-event.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { indexOf } from './plan-index.ts'
import { repetitionsOf } from './repetitions.ts'
import type { Repetition } from './repetitions.ts'
import { stepDates } from './step-dates.ts'
import { stepKey } from './step-key.ts'
import { currentInstances, lastVisit } from './steps.ts'
import type { TurnContext } from './turn-context.ts'
import { unansweredAt } from './unanswered-at.ts'

/** What `steps.planned` says of one instance. */
export type PlannedStep = Pick<
  Step,
  | 'key'
  | 'stepId'
  | 'iteration'
  | 'visit'
  | 'item'
  | 'gridAt'
  | 'opensAt'
  | 'dueAt'
  | 'hard'
  | 'dueEstimated'
  | 'offered'
> &
  Partial<Pick<Step, 'unansweredAt'>>

/** Stands for the repetitions of a step while they are unknown, or when there is none: then it is skipped in its turn. */
export const placeholder: Repetition = { iteration: 0, gridAt: null, item: null }

/** First planning of every step that is waited for; a repeating step whose list is unknown stands as one placeholder. */
export function planAllSteps(context: TurnContext, run: SopRun): EventBody {
  const steps = context.plan.steps
    .filter((plan) => plan.onDemand === null)
    .flatMap((plan) => plannedInstances(context, run, plan, repetitionsOf(context, run, plan), 1))
  return plannedEvent('launch', steps)
}

/** Planned instances of one step in a given visit. */
export function plannedInstances(
  context: TurnContext,
  run: SopRun,
  plan: StepPlan,
  repetitions: Repetition[] | null,
  visit: number,
): PlannedStep[] {
  const known = repetitions === null || repetitions.length === 0 ? [placeholder] : repetitions
  return known.map((repetition) => plannedInstance(context, run, plan, repetition, visit, null))
}

/** One planned instance, dated as far as its dates are known. */
export function plannedInstance(
  context: TurnContext,
  run: SopRun,
  plan: StepPlan,
  repetition: Repetition,
  visit: number,
  offered: JsonObject | null,
): PlannedStep {
  const dates = stepDates(context, run, plan, repetition, null)
  const silentAt = endsBySilence(plan) ? unansweredAt(context, run, plan, repetition, null) : null
  return {
    key: stepKey(plan.id, repetition.iteration, visit),
    stepId: plan.id,
    iteration: repetition.iteration,
    visit,
    item: repetition.item,
    gridAt: repetition.gridAt,
    opensAt: dates.opensAt,
    dueAt: dates.dueAt,
    hard: plan.hard,
    dueEstimated: dates.dueEstimated,
    offered,
    ...(silentAt === null ? {} : { unansweredAt: silentAt }),
  }
}

/** An approval without which the run ends at an instant is missed at that instant, also while it waits for its turn. */
function endsBySilence(plan: StepPlan): boolean {
  return (
    plan.kind === 'approval' && plan.branches.some((branch) => branch.on === 'unanswered' && branch.end !== undefined)
  )
}

/** The event that plans instances; `replaces` names placeholders that go. */
export function plannedEvent(cause: string, steps: PlannedStep[], replaces: string[] = []): EventBody {
  return { type: 'steps.planned', data: { cause, steps: steps, replaces } }
}

/** Expands the placeholder of a repeating step as soon as its list or grid is known; null = still unknown, or there is none. */
export function expandPlaceholder(context: TurnContext, run: SopRun, plan: StepPlan, step: Step): EventBody | null {
  const repetitions = repetitionsOf(context, run, plan)
  if (repetitions === null || repetitions.length === 0) return null
  return plannedEvent('repeat', plannedInstances(context, run, plan, repetitions, step.visit), [step.key])
}

/**
 * A new visit of a step and of everything after it that had begun: what was answered is offered for confirmation.
 * Instances that were only planned stay as they are.
 */
export function planNewVisit(
  context: TurnContext,
  run: SopRun,
  targetId: string,
): { staled: Step[]; planned: EventBody } {
  const index = indexOf(context.plan)
  const affected = context.plan.steps.filter(
    (plan) => (plan.id === targetId || index.downstream.get(targetId)!.has(plan.id)) && plan.onDemand === null,
  )
  const staled: Step[] = []
  const planned: PlannedStep[] = []
  for (const plan of affected) {
    for (const step of currentInstances(run, plan.id)) {
      if (step.status === 'planned' && step.awaiting === null) continue
      staled.push(step)
      if (plan.repeat?.kind === 'until' && step.iteration > 1) continue
      const visit = lastVisit(run, plan.id, step.iteration) + 1
      const offered = Object.keys(step.answers).length > 0 ? step.answers : step.offered
      planned.push(plannedInstance(context, run, plan, step, visit, offered))
    }
  }
  return { staled, planned: plannedEvent(`return to ${targetId}`, planned) }
}
