import { msOf, toIso } from './instant.ts'
import type { Instant } from './instant.ts'

// Taken once: in the workflow sandbox every look-up of a global is slow.
const { floor, max, min } = Math

/** The numbers of R-ESC.n and R-ESC.0. */
export interface EscalationPolicy {
  /** Share of the allowed time after which the assignee is reminded, in percent. */
  remindPercent: number
  /** Distance between the rungs as a share of the allowed time, in percent, kept between the two bounds. */
  gapPercent: number
  gapLeastMs: number
  gapMostMs: number
  /** How long after its due a live step only alerts. */
  liveAlertMs: number
}

/** R-ESC.n as the catalogue has it: remind at 80 %, gap 50 % between 15 min and 24 h, live alert after 2 min. */
export const catalogueEscalation: EscalationPolicy = Object.freeze({
  remindPercent: 80,
  gapPercent: 50,
  gapLeastMs: 15 * 60_000,
  gapMostMs: 24 * 3_600_000,
  liveAlertMs: 2 * 60_000,
})

/** What the ladder is counted from, in epoch ms. */
export interface LadderBase {
  /** The instant the due's duration counts from; for calendar dues the opening. */
  clockBaseMs: number
  dueMs: number
  openedMs: number
  /** In-stream step: alert only, nobody is reminded or replaced. */
  live?: boolean
}

/** The rungs in epoch ms; null = this rung is not climbed. */
export interface LadderMs {
  remindMs: number | null
  /** overdue-1: mark, tell assignee and superior. For a live step the one alert. */
  overdueMs: number
  /** overdue-2: give it to the superior. */
  reassignMs: number | null
  /** overdue-3: tell the store-manager. */
  notifyMs: number | null
  gapMs: number
}

/** The rungs as ISO instants; `gapMs` in milliseconds. */
export interface Ladder {
  remindAt: Instant | null
  overdueAt: Instant
  reassignAt: Instant | null
  notifyAt: Instant | null
  gapMs: number
}

/**
 * Escalation instants of one step (R-ESC.n): remind at 80 % of allowed (at once when that has passed by the opening),
 * overdue-1 at due, overdue-2 one gap later, overdue-3 two gaps later. A step that opens at or after its due (R-ESC.0)
 * is overdue at its opening, gap 15 min, no reminder.
 */
export function ladderMs(base: LadderBase, policy: EscalationPolicy = catalogueEscalation): LadderMs {
  const openedLate = base.openedMs >= base.dueMs
  const overdueMs = openedLate ? base.openedMs : base.dueMs
  if (base.live === true) {
    const alertMs = overdueMs + policy.liveAlertMs
    return { remindMs: null, overdueMs: alertMs, reassignMs: null, notifyMs: null, gapMs: 0 }
  }
  const allowedMs = openedLate ? 0 : max(0, base.dueMs - base.clockBaseMs)
  const share = floor((allowedMs * policy.gapPercent) / 100)
  const gapMs = min(policy.gapMostMs, max(policy.gapLeastMs, share))
  const remindMs = base.clockBaseMs + floor((allowedMs * policy.remindPercent) / 100)
  return {
    remindMs: allowedMs === 0 ? null : max(remindMs, base.openedMs),
    overdueMs,
    reassignMs: overdueMs + gapMs,
    notifyMs: overdueMs + 2 * gapMs,
    gapMs,
  }
}

/** As `ladderMs`, with ISO instants. */
export function ladder(
  base: { clockBaseAt: Instant; dueAt: Instant; openedAt: Instant; live?: boolean },
  policy: EscalationPolicy = catalogueEscalation,
): Ladder {
  const rungs = ladderMs(
    {
      clockBaseMs: msOf(base.clockBaseAt),
      dueMs: msOf(base.dueAt),
      openedMs: msOf(base.openedAt),
      live: base.live ?? false,
    },
    policy,
  )
  const iso = (ms: number | null): Instant | null => (ms === null ? null : toIso(ms))
  return {
    remindAt: iso(rungs.remindMs),
    overdueAt: toIso(rungs.overdueMs),
    reassignAt: iso(rungs.reassignMs),
    notifyAt: iso(rungs.notifyMs),
    gapMs: rungs.gapMs,
  }
}
