import type { Cancel, Pause, Resume } from '../model/command.ts'
import type { Refusal } from '../model/refusal.ts'
import type { Recorder } from '../run/recorder.ts'
import type { SopRun } from '../model/sop-run.ts'
import { instancesInOrder, isActive } from '../run/steps.ts'
import { stepPlan } from '../run/plan-index.ts'
import { msOf, toIso } from '../time/instant.ts'
import { cancelOpenSteps, recordOf } from './end-run.ts'
import { refuseNonSteering } from './people.ts'
import { refuse, refuseClosed, refusePaused } from './refuse.ts'

/** Why the run may not be paused, resumed or cancelled. Codes: RUN_CLOSED, RUN_PAUSED, RUN_NOT_PAUSED, NOT_ALLOWED, REASON_NEEDED. */
export function refuseSteerRun(turn: Recorder, command: Pause | Resume | Cancel): Refusal | null {
  const { run, context } = turn
  const refusal = refuseClosed(run) ?? refuseNonSteering(run, context.actor, command.type)
  if (refusal) return refusal
  if (command.type === 'pause' && run.status === 'paused') return refusePaused(run)
  if (command.type === 'resume' && run.status !== 'paused') {
    return refuse('RUN_NOT_PAUSED', `Run ${run.id} is ${run.status}; only a paused run can be resumed.`, {
      status: run.status,
    })
  }
  if (command.type !== 'resume' && command.reason.trim() === '') {
    return refuse(
      'REASON_NEEDED',
      `Say why the run is to be ${command.type === 'pause' ? 'paused' : 'cancelled'}: send it as \`reason\`.`,
      {},
    )
  }
  return null
}

/** Stops the clocks: nothing opens, nothing falls due until `resume`. */
export function pauseRun(turn: Recorder, command: Pause): void {
  turn.emit({ type: 'run.paused', data: { reason: command.reason } })
}

/** Starts the clocks again: planned dues of what was open move on by the pause, hard clocks never do. */
export function resumeRun(turn: Recorder, command: Resume): void {
  const pausedMs = msOf(turn.context.now) - msOf(turn.run.pausedAt ?? turn.context.now)
  turn.emit({ type: 'run.resumed', data: { reason: command.reason ?? null, pausedMs } })
  for (const { step, plan } of instancesInOrder(turn.context.plan, turn.run)) {
    if (plan.hard || plan.escalation === 'live' || step.dueAt === null || !isActive(step)) continue
    turn.emitSystem({
      type: 'due.changed',
      stepId: step.stepId,
      stepKey: step.key,
      data: {
        old: step.dueAt,
        new: later(step.dueAt, pausedMs),
        clockBaseAt: later(step.clockBaseAt ?? step.openedAt!, pausedMs),
        ladder: 'kept',
        cause: 'paused',
      },
    })
    moveApprovals(turn, step.key, pausedMs)
  }
}

function moveApprovals(turn: Recorder, key: string, pausedMs: number): void {
  const step = turn.run.steps[key]!
  if (stepPlan(turn.context.plan, step.stepId)?.hard === true) return
  for (const level of step.approvals) {
    if (level.decision !== null || level.dueAt === null) continue
    turn.emitSystem({
      type: 'due.changed',
      stepId: step.stepId,
      stepKey: key,
      data: {
        approval: level.level,
        old: level.dueAt,
        new: later(level.dueAt, pausedMs),
        clockBaseAt: later(level.clockBaseAt ?? level.openedAt!, pausedMs),
        cause: 'paused',
      },
    })
  }
}

/** Cancels the run: everything open is cancelled, the history stays. */
export function cancelRun(turn: Recorder, command: Cancel): void {
  const concerned = concernedBy(turn.run)
  cancelOpenSteps(turn, `run cancelled: ${command.reason}`)
  for (const { step } of instancesInOrder(turn.context.plan, turn.run)) {
    if (step.status !== 'incident') continue
    const { stepId, key } = step
    turn.emit({ type: 'incident.resolved', stepId, stepKey: key, data: { how: 'waived', reason: command.reason } })
  }
  turn.emit({
    type: 'run.cancelled',
    data: {
      reason: command.reason,
      outcome: 'cancelled',
      tellPersons: concerned,
      record: recordOf(turn.context, { ...turn.run, outcome: 'cancelled' }),
    },
  })
}

/** Who works on it now, and who launched it. */
function concernedBy(run: SopRun): string[] {
  const working = Object.values(run.steps).flatMap((step) =>
    isActive(step) && step.assignee !== null ? [step.assignee] : [],
  )
  return [...new Set([run.launchedBy, ...working])].sort()
}

function later(instant: string, ms: number): string {
  return toIso(msOf(instant) + ms)
}
