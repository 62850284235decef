import type { RunBody } from '../../../api/runs.ts'

const hourMs = 3_600_000

/**
 * How many whole hours a run is behind its plan (negative: ahead), by the most late open step, else by the last finished one.
 * null = nothing with a due has been touched yet, or the run is over.
 */
export function offsetOf(run: Pick<RunBody, 'steps' | 'status'>, now: number = Date.now()): number | null {
  if (run.status !== 'running' && run.status !== 'paused' && run.status !== 'incident') return null
  const late = run.steps
    .filter((step) => step.overdue && step.dueAt !== null)
    .map((step) => now - Date.parse(step.dueAt as string))
  if (late.length > 0) return Math.ceil(Math.max(...late) / hourMs)
  const done = run.steps
    .filter((step) => step.completedAt !== null && step.dueAt !== null)
    .sort((a, b) => ((a.completedAt as string) < (b.completedAt as string) ? 1 : -1))[0]
  if (!done) return null
  const behind = (Date.parse(done.completedAt as string) - Date.parse(done.dueAt as string)) / hourMs
  return behind > 0 ? Math.ceil(behind) : Math.ceil(behind) || 0
}
