import type { Instant } from '../time/instant.ts'
import { endOfCalendarWindow, isInCalendarWindow } from '../time/working-days.ts'
import { isFaultReason, isTasteReason } from './refund-words.ts'
import type { RefundReason } from './refund-words.ts'

export interface RefundApplication {
  reason: RefundReason
  /** null = not delivered yet: every window is still open. */
  delivered_at: Instant | null
  applied_at: Instant
  category_no_return: boolean
}

/** Windows of calendar days after delivery: 7 for no-reason returns, 15 for quality cases. */
export interface RefundWindows {
  noReasonDays: number
  qualityDays: number
}

export type RefundEligibility = {
  /** May go on without goodwill; false leads straight to row M6 of B3-T2. */
  eligible: boolean
  /** Inside the no-reason window, whatever the reason: what M3, M5, M6 and M7 ask for. */
  in_window: boolean
  /** Days of the window that decided, 0 when the reason has none (lost, late, other). */
  window_days: number
  /** Last second of that window, null without window or delivery. */
  window_ends_at: Instant | null
}

/**
 * rr-eligibility: dislike and size inside the 7-day window and not in a no-return category; quality cases (goods that arrived
 * wrong) inside 15 days; lost, late and other have no window here (row M7 looks at the 7 days of other).
 */
export function refundEligibility(
  application: RefundApplication,
  windows: RefundWindows,
  zone: string,
): RefundEligibility {
  const { reason, delivered_at: deliveredAt, applied_at: appliedAt } = application
  const inside = (days: number): boolean =>
    deliveredAt === null || isInCalendarWindow(appliedAt, deliveredAt, days, zone)
  const taste = isTasteReason(reason)
  const windowDays = taste ? windows.noReasonDays : isFaultReason(reason) ? windows.qualityDays : 0
  const blocked = taste && application.category_no_return
  return {
    eligible: !blocked && (windowDays === 0 || inside(windowDays)),
    in_window: inside(windows.noReasonDays),
    window_days: windowDays,
    window_ends_at:
      windowDays === 0 || deliveredAt === null ? null : endOfCalendarWindow(deliveredAt, windowDays, zone),
  }
}
