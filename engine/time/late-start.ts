import { msOf, toIso } from './instant.ts'
import type { Instant } from './instant.ts'

/** Time a late run leaves for each planned step (R-LATE). */
export const lateStartGraceMs = 24 * 3_600_000

/** Whether a run planned back from an anchor starts late: after the first step's planned due (R-LATE). Epoch ms. */
export function isLateStart(startedMs: number, firstPlannedDueMs: number): boolean {
  return startedMs > firstPlannedDueMs
}

/**
 * A planned due of a late-started run (R-LATE): max(planned due, start + 24 h), moved at most to the anchor. A due that
 * already lies later, as those after the anchor, stays. Hard clocks must not be passed through here: they never move.
 */
export function lateStartDueMs(
  plannedDueMs: number,
  startedMs: number,
  anchorMs: number,
  graceMs: number = lateStartGraceMs,
): number {
  return Math.max(plannedDueMs, Math.min(startedMs + graceMs, anchorMs))
}

/** As `lateStartDueMs`, with ISO instants. */
export function lateStartDue(plannedDueAt: Instant, startedAt: Instant, anchorAt: Instant): Instant {
  return toIso(lateStartDueMs(msOf(plannedDueAt), msOf(startedAt), msOf(anchorAt)))
}
