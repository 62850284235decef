import type { Refusal } from '../model/refusal.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { Recorder } from '../run/recorder.ts'
import { isActive, pendingApproval } from '../run/steps.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { msOf, toIso } from '../time/instant.ts'
import { refuseNonSteering } from './people.ts'
import { refuse, refuseClosed, refusePaused } from './refuse.ts'

const pauseMs = 10 * 60_000

/** Why nobody may be urged on now. Codes: RUN_CLOSED, RUN_PAUSED, NOT_ALLOWED, STEP_NOT_OPEN, NUDGED_LATELY. */
export function refuseNudgeStep(context: TurnContext, run: SopRun, step: Step): Refusal | null {
  const refusal = refuseClosed(run) ?? refusePaused(run) ?? refuseNonSteering(run, context.actor, 'urge on a step of')
  if (refusal) return refusal
  if (!isActive(step) || step.role === null)
    return refuse('STEP_NOT_OPEN', `Step ${step.key} is ${step.status}; nobody works on it now.`, {
      status: step.status,
    })
  const againAt = step.nudgedAt === undefined ? null : toIso(msOf(step.nudgedAt) + pauseMs)
  if (againAt === null || againAt <= context.now) return null
  return refuse('NUDGED_LATELY', `Step ${step.key} was urged on at ${step.nudgedAt}; it can be again at ${againAt}.`, {
    at: step.nudgedAt ?? null,
    againAt,
  })
}

/** Reminds whoever the step waits for: its assignee, its approvers, or everybody who may take it. */
export function nudgeStep(turn: Recorder, step: Step): void {
  const level = pendingApproval(step)
  const role = level?.role ?? step.role
  const assignee = level === undefined ? step.assignee : null
  turn.emit({
    type: 'step.nudged',
    stepId: step.stepId,
    stepKey: step.key,
    data: {
      dueAt: level?.dueAt ?? step.dueAt,
      tell: assignee === null && role !== null ? [role] : [],
      tellPersons: assignee === null ? [] : [assignee],
      ...(level === undefined ? {} : { approval: level.level }),
    },
  })
}
