import type { Approve } from '../model/command.ts'
import type { StepPlan } from '../model/plan.ts'
import type { Step } from '../model/sop-run.ts'
import type { Recorder } from '../run/recorder.ts'
import { answeredScope } from '../run/answered-scope.ts'
import { pendingApproval } from '../run/steps.ts'
import { openLevel } from './approval-levels.ts'
import { finishStep } from './finish-step.ts'

/** Approves the pending level; the next one opens, or the step is completed. `refuseApproval` says when it may not be. */
export function approveStep(turn: Recorder, plan: StepPlan, step: Step, command: Approve): void {
  const level = pendingApproval(step)!
  const late = level.dueAt !== null && turn.context.now > level.dueAt
  turn.emit({
    type: 'approval.given',
    stepId: step.stepId,
    stepKey: step.key,
    data: { level: level.level, role: level.role, late, reason: command.reason ?? null },
  })
  const next = turn.run.steps[step.key]!
  const following = next.approvals.find((item) => item.decision === null)
  if (following) {
    const scope = answeredScope(turn.context, turn.run, plan, step, next.answers)
    turn.emitSystem(openLevel(turn.context, plan, scope, turn.run, next, following))
    return
  }
  const answers =
    plan.kind === 'approval' ? { ...next.answers, decision: 'approve', reason: command.reason ?? null } : next.answers
  const by = plan.kind === 'approval' ? turn.context.actor.personId : next.assignee
  finishStep(turn, plan, next, {
    answers,
    reasons: next.reasons,
    by,
    late: next.late,
    system: plan.kind !== 'approval',
  })
}
