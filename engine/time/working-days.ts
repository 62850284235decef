import { clockMs } from './clock.ts'
import type { Clock } from './clock.ts'
import { dayNumber } from './day.ts'
import type { Day } from './day.ts'
import type { Duration } from './duration.ts'
import { msOf, toIso } from './instant.ts'
import type { Instant } from './instant.ts'
import { isWorkingDayNumber } from './store-calendar.ts'
import type { StoreCalendar } from './store-calendar.ts'
import { localTimeOf, msAtLocal } from './zone.ts'

/** Clock at which day-based dues fall unless a time is given (catalogue 0.2). */
export const defaultDueClock: Clock = '18:00'

/** An instant in epoch ms; `estimated` when days past the holiday table were counted. */
export interface CountedMs {
  atMs: number
  estimated: boolean
}

/**
 * Same clock time on the n-th working day after the local date of an instant (catalogue 0.2); before it when n is negative.
 * n = 0 gives the instant itself. `estimated` when a day past `coversUntil` was counted.
 */
export function addWorkingDaysMs(ms: number, workingDays: number, calendar: StoreCalendar): CountedMs {
  if (workingDays === 0) return { atMs: ms, estimated: false }
  const { dayNumber: start, msOfDay } = localTimeOf(ms, calendar.zone)
  const step = workingDays > 0 ? 1 : -1
  let day = start
  for (let left = Math.abs(workingDays); left > 0;) {
    day += step
    if (isWorkingDayNumber(day, calendar)) left -= 1
  }
  const latestCounted = step > 0 ? day : start - 1
  return {
    atMs: msAtLocal(day, msOfDay, calendar.zone),
    estimated: latestCounted > dayNumber(calendar.coversUntil),
  }
}

/** As `addWorkingDaysMs`, with ISO instants. */
export function addWorkingDays(
  instant: Instant,
  workingDays: number,
  calendar: StoreCalendar,
): { at: Instant; estimated: boolean } {
  const { atMs, estimated } = addWorkingDaysMs(msOf(instant), workingDays, calendar)
  return { at: toIso(atMs), estimated }
}

/** Same local clock `days` calendar days later (earlier when negative); a clock the zone skips moves forward. */
export function addCalendarDaysMs(ms: number, days: number, zone: string): number {
  if (days === 0) return ms
  const { dayNumber: start, msOfDay } = localTimeOf(ms, zone)
  return msAtLocal(start + days, msOfDay, zone)
}

/** The given clock (default 18:00) on the local day `days` after that of an instant: `T-45d` is −45 (catalogue 0.2). */
export function addDaysAtClockMs(ms: number, days: number, zone: string, clock: Clock = defaultDueClock): number {
  return msAtLocal(localTimeOf(ms, zone).dayNumber + days, clockMs(clock), zone)
}

/** As `addDaysAtClockMs`, with ISO instants. */
export function addDaysAtClock(instant: Instant, days: number, zone: string, clock?: Clock): Instant {
  return toIso(addDaysAtClockMs(msOf(instant), days, zone, clock))
}

/** A duration after an instant (before it with sign −1): elapsed time, same clock on a calendar day, or on a working day. */
export function addDurationMs(ms: number, duration: Duration, calendar: StoreCalendar, sign: 1 | -1 = 1): CountedMs {
  if ('ms' in duration) return { atMs: ms + sign * duration.ms, estimated: false }
  if ('days' in duration) {
    return { atMs: addCalendarDaysMs(ms, sign * duration.days, calendar.zone), estimated: false }
  }
  return addWorkingDaysMs(ms, sign * duration.workingDays, calendar)
}

/** 23:59:59 local on the n-th calendar day after the delivery date: the last second of "within 7 days of delivery" (0.2). */
export function endOfCalendarWindow(deliveredAt: Instant, days: number, zone: string): Instant {
  const delivered = localTimeOf(msOf(deliveredAt), zone).dayNumber
  return toIso(msAtLocal(delivered + days + 1, 0, zone) - 1000)
}

/** Whether an instant still lies in the window of `endOfCalendarWindow`; its last second counts whole. */
export function isInCalendarWindow(at: Instant, deliveredAt: Instant, days: number, zone: string): boolean {
  return localTimeOf(msOf(at), zone).dayNumber - localTimeOf(msOf(deliveredAt), zone).dayNumber <= days
}

/** 00:00 local of a day, the T of a big sale. */
export function dayStart(day: Day, zone: string): Instant {
  return toIso(msAtLocal(dayNumber(day), 0, zone))
}
