import type { Refusal, RefusalCode } from '../model/refusal.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { JsonValue } from '../model/text.ts'
import type { FormFinding } from '../model/form.ts'

/** Builds a refusal: a stable code, one sentence and the facts it rests on. */
export function refuse(
  code: RefusalCode,
  message: string,
  facts: { [key: string]: JsonValue } = {},
  errors?: FormFinding[],
): Refusal {
  return errors ? { code, message, facts, errors } : { code, message, facts }
}

/** A run that has ended takes no more acts. */
export function refuseClosed(run: SopRun): Refusal | null {
  if (run.status !== 'completed' && run.status !== 'cancelled') return null
  return refuse(
    'RUN_CLOSED',
    `Run ${run.id} is ${run.status} since ${run.endedAt}; it takes no more acts. Launch a new run if work is left.`,
    {
      status: run.status,
      endedAt: run.endedAt,
    },
  )
}

/** A run that only waits for what it had asked for takes no new work. */
export function refuseEnding(run: SopRun): Refusal | null {
  if (run.ending === null) return refuseClosed(run)
  return (
    refuseClosed(run) ??
    refuse('RUN_CLOSED', `Run ${run.id} ends as ${run.ending}; it only waits for what it asked for before.`, {
      status: run.status,
      ending: run.ending,
    })
  )
}

/** A paused run takes no acts on steps until it is resumed. */
export function refusePaused(run: SopRun): Refusal | null {
  if (run.status !== 'paused') return null
  return refuse('RUN_PAUSED', `Run ${run.id} is paused since ${run.pausedAt}; a lead must resume it first.`, {
    pausedAt: run.pausedAt,
  })
}

/** The caller looked at an older state of the step. */
export function refuseStale(step: Step, expected: number | undefined): Refusal | null {
  if (expected === undefined || expected === step.revision) return null
  return refuse(
    'STALE_REVISION',
    `Step ${step.key} is at revision ${step.revision}, not ${expected}: somebody changed it meanwhile. Load it again; what you typed is not lost.`,
    { current: step.revision, expected, status: step.status, assignee: step.assignee },
  )
}
