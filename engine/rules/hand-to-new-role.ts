import type { SopRun } from '../model/sop-run.ts'
import type { Recorder } from '../run/recorder.ts'
import { currentInstances } from '../run/steps.ts'
import { roleOf } from './open-step.ts'

/**
 * After a correction an open step falls to the role its playbook names now, e.g. a complaint graded up to its new owner
 * (B4-T1). Where the playbook names the same role as before, one reached by escalation stays.
 */
export function handToNewRole(turn: Recorder, before: SopRun, cause: string): void {
  for (const plan of turn.context.plan.steps) {
    if (plan.role === null || plan.role.cases.length < 2) continue
    for (const step of currentInstances(turn.run, plan.id)) {
      if (step.status !== 'open' && step.status !== 'claimed') continue
      const role = roleOf(turn.context, turn.run, plan, step)
      if (role === step.role || role === roleOf(turn.context, before, plan, step)) continue
      turn.emitSystem({
        type: 'step.assigned',
        stepId: step.stepId,
        stepKey: step.key,
        data: {
          role,
          fromRole: step.role,
          from: step.assignee,
          to: null,
          reason: cause,
          tell: role === null ? [] : [role],
        },
      })
    }
  }
}
