import type { TakeOver } from '../model/command.ts'
import type { Refusal } from '../model/refusal.ts'
import type { Step } from '../model/sop-run.ts'
import { stepPlan } from '../run/plan-index.ts'
import type { Recorder } from '../run/recorder.ts'
import { refuseNonCandidate } from './people.ts'
import { refuse, refuseClosed, refusePaused } from './refuse.ts'

/** Why the step cannot be taken over. Codes: RUN_CLOSED, RUN_PAUSED, TASK_NOT_CLAIMED, NOT_A_CANDIDATE. */
export function refuseTakeOver(turn: Recorder, step: Step, command: TakeOver): Refusal | null {
  const { context, run } = turn
  const closed = refuseClosed(run) ?? refusePaused(run)
  if (closed) return closed
  if (step.status !== 'claimed' || step.assignee !== command.from) {
    return refuse('TASK_NOT_CLAIMED', `Step ${step.key} is ${step.status}; ${command.from} has it no more.`, {
      status: step.status,
      by: step.assignee,
    })
  }
  return refuseNonCandidate(run, step, context.actor, stepPlan(context.plan, step.stepId))
}

/** Whoever comes on duty goes on with the step; its clocks run on as they are. */
export function takeOver(turn: Recorder, step: Step, command: TakeOver): void {
  const { personId: to } = turn.context.actor
  const data = { to, from: command.from, reason: command.reason, shift: command.shiftId, tellPersons: [] }
  turn.emit({ type: 'step.assigned', stepId: step.stepId, stepKey: step.key, data })
}
