import type { RetryIncident } from '../model/command.ts'
import type { StepPlan } from '../model/plan.ts'
import type { Refusal } from '../model/refusal.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { Recorder } from '../run/recorder.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { askAutomation } from './ask-automation.ts'
import { askFollowUp } from './finish-step.ts'
import { refuseNonSteering } from './people.ts'
import { refuse, refuseClosed } from './refuse.ts'

/** Why an incident may not be tried again. Codes: RUN_CLOSED, NOT_ALLOWED, STEP_NOT_OPEN. */
export function refuseRetryIncident(context: TurnContext, run: SopRun, step: Step): Refusal | null {
  const refusal = refuseClosed(run) ?? refuseNonSteering(run, context.actor, 'settle an incident of')
  if (refusal) return refusal
  if (step.status === 'incident') return null
  return refuse('STEP_NOT_OPEN', `Step ${step.key} is ${step.status}; it has no incident to settle.`, {
    status: step.status,
  })
}

/** Tries again what parked the step: the automation that gave up is asked anew, anything else is settled once more. */
export function retryIncident(turn: Recorder, plan: StepPlan, step: Step, command: RetryIncident): void {
  turn.emit({
    type: 'incident.resolved',
    stepId: step.stepId,
    stepKey: step.key,
    data: { how: 'retry', reason: command.reason ?? null },
  })
  const resolved = turn.run.steps[step.key]!
  if (resolved.automationCall === 0 && plan.automation) askAutomation(turn, plan, resolved, 0, plan.automation)
  else if (resolved.automationCall !== null) askFollowUp(turn, plan, resolved, resolved.automationCall)
}
