import type { Refusal } from '../model/refusal.ts'
import type { Plan, StepPlan } from '../model/plan.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import { stepPlan } from '../run/plan-index.ts'
import { currentInstances, isActive } from '../run/steps.ts'
import { refuse } from './refuse.ts'

/** A step of the run with its plan. */
export interface FoundStep {
  step: Step
  plan: StepPlan
}

/**
 * The instance a command aims at: by exact key, else the active one of the step (the earliest repetition), else its first
 * planned or last finished one. Error: STEP_UNKNOWN.
 */
export function findStep(plan: Plan, run: SopRun, target: { stepId?: string; stepKey?: string }): FoundStep | Refusal {
  if (target.stepKey !== undefined) {
    const step = run.steps[target.stepKey]
    const known = step && stepPlan(plan, step.stepId)
    return step && known ? { step, plan: known } : unknownStep(run, target.stepKey)
  }
  const known = target.stepId === undefined ? undefined : stepPlan(plan, target.stepId)
  if (!known) return unknownStep(run, target.stepId ?? '')
  const instances = currentInstances(run, known.id)
  const step =
    instances.find((item) => isActive(item)) ?? instances.find((item) => item.status === 'planned') ?? instances.at(-1)
  return step
    ? { step, plan: known }
    : refuse('STEP_NOT_OPEN', `Step ${known.id} has not been opened in run ${run.id}.`, { stepId: known.id })
}

function unknownStep(run: SopRun, name: string): Refusal {
  return refuse('STEP_UNKNOWN', `Run ${run.id} of ${run.sop} has no step "${name}"; GET the run to see its steps.`, {
    stepId: name,
  })
}
