import type { Reject, ReturnForRework } from '../model/command.ts'
import type { Branch, StepPlan } from '../model/plan.ts'
import type { Refusal } from '../model/refusal.ts'
import type { Step } from '../model/sop-run.ts'
import { reworkMs } from '../run/rework.ts'
import type { Recorder } from '../run/recorder.ts'
import { laterOf } from '../run/step-dates.ts'
import { pendingApproval } from '../run/steps.ts'
import { msOf, toIso } from '../time/instant.ts'
import { finishStep } from './finish-step.ts'
import { refuse } from './refuse.ts'
import { returnToStep } from './return-to-step.ts'
import { takeBranches } from './take-branches.ts'

/** A rejection says why. Code: REASON_NEEDED. */
export function refuseWithoutReason(step: Step, command: Reject | ReturnForRework): Refusal | null {
  if (command.reason.trim() !== '') return null
  return refuse(
    'REASON_NEEDED',
    `Say why ${step.key} is ${command.type === 'reject' ? 'rejected' : 'returned'}: send it as \`reason\`.`,
    {},
  )
}

/**
 * Rejects or returns the pending level. A branch of the playbook for it is taken; without one the step goes back to its
 * assignee (R-REWORK: attempt n+1, due = max(original due, now + 24 h)), an approval step back to its requester's step.
 */
export function rejectStep(turn: Recorder, plan: StepPlan, step: Step, command: Reject | ReturnForRework): void {
  const level = pendingApproval(step)!
  turn.emit({
    type: 'approval.rejected',
    stepId: step.stepId,
    stepKey: step.key,
    data: {
      level: level.level,
      role: level.role,
      as: command.type,
      reason: command.reason,
      late: level.dueAt !== null && turn.context.now > level.dueAt,
    },
  })
  if (plan.kind === 'approval') {
    const next = turn.run.steps[step.key]!
    const answers = { ...next.answers, decision: command.type, reason: command.reason }
    finishStep(turn, plan, next, { answers, by: turn.context.actor.personId, late: next.late, refused: true })
  }
  if (takeVerdict(turn, plan, step.key, command.type === 'reject' ? 'rejected' : 'returned')) return
  if (plan.kind === 'approval') {
    if (plan.approval?.requester !== undefined) returnToStep(turn, plan.approval.requester, step.key, command.reason)
    return
  }
  turn.emitSystem({
    type: 'step.returned',
    stepId: step.stepId,
    stepKey: step.key,
    data: {
      reason: command.reason,
      dueAt: laterOf(step.dueAt, toIso(msOf(turn.context.now) + reworkMs)),
      tellPersons: step.assignee === null ? [] : [step.assignee],
    },
  })
}

/** A playbook that has no word on a return treats it as a rejection. Says whether the run went on by a branch. */
function takeVerdict(turn: Recorder, plan: StepPlan, key: string, on: Branch['on']): boolean {
  const known = plan.branches.some((branch) => branch.on === on)
  return takeBranches(turn, plan, key, known ? on : 'rejected')
}
