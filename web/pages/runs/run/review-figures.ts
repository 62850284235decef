import type { RunBody } from '../../../api/runs.ts'
import type { RunStepBody } from './standing.ts'

const hourMs = 3_600_000

export interface ReviewFigures {
  done: number
  /** Share of finished steps with a due that were in time, in percent; null without any. */
  onTimePercent: number | null
  /** Steps done more than once. */
  reworked: number
  skipped: number
  approved: number
  rejected: number
}

/** The figures of a finished run. */
export function reviewOf(run: Pick<RunBody, 'steps'>): ReviewFigures {
  const done = run.steps.filter((step) => step.status === 'done')
  const dated = done.filter((step) => step.dueAt !== null)
  const inTime = dated.filter((step) => !step.late).length
  const decisions = run.steps.flatMap((step) => step.approvals.map((approval) => approval.decision))
  return {
    done: done.length,
    onTimePercent: dated.length === 0 ? null : Math.round((inTime * 100) / dated.length),
    reworked: run.steps.filter((step) => step.visit > 1 || step.attempt > 1).length,
    skipped: run.steps.filter((step) => step.status === 'skipped').length,
    approved: decisions.filter((decision) => decision === 'approved').length,
    rejected: decisions.filter((decision) => decision === 'rejected' || decision === 'returned').length,
  }
}

/** How many hours each finished step was done after its due (negative: before), latest first. */
export function offsetsOf(run: Pick<RunBody, 'steps'>): { step: RunStepBody; hours: number }[] {
  return run.steps
    .flatMap((step) =>
      step.completedAt === null || step.dueAt === null || step.completedBy === 'system'
        ? []
        : [{ step, hours: Math.round((Date.parse(step.completedAt) - Date.parse(step.dueAt)) / hourMs) }],
    )
    .sort((a, b) => b.hours - a.hours)
}
