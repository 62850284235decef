import { clockMs } from './clock.ts'
import type { Clock } from './clock.ts'
import { formatDay, weekdayOf } from './day.ts'
import type { Day } from './day.ts'
import { msOf, toIso } from './instant.ts'
import type { Instant } from './instant.ts'
import { localTimeOf, msAtLocal } from './zone.ts'

/**
 * The first given weekday (1 = Monday … 7 = Sunday) and clock at least `gapMs` after an instant:
 * the Friday meeting of ce-root-cause is weekday 5, 18:00, gap 24 h.
 */
export function nextWeekdayAt(after: Instant, weekday: number, clock: Clock, gapMs: number, zone: string): Instant {
  const earliestMs = msOf(after) + gapMs
  const from = localTimeOf(earliestMs, zone).dayNumber
  const firstDay = from + ((weekday - weekdayOf(from) + 7) % 7)
  const firstMs = msAtLocal(firstDay, clockMs(clock), zone)
  return toIso(firstMs >= earliestMs ? firstMs : msAtLocal(firstDay + 7, clockMs(clock), zone))
}

/** Monday of the local Mon–Sun week of an instant: what "launches in the same week" is counted by (np-publish). */
export function weekStart(at: Instant, zone: string): Day {
  const { dayNumber } = localTimeOf(msOf(at), zone)
  return formatDay(dayNumber - weekdayOf(dayNumber) + 1)
}

/** Whether the local clock of an instant lies from `from` through `to`, both inclusive (launch.slot 20:00–22:00). */
export function isInClockWindow(at: Instant, from: Clock, to: Clock, zone: string): boolean {
  const { msOfDay } = localTimeOf(msOf(at), zone)
  const [first, last] = [clockMs(from), clockMs(to)]
  return first <= last ? msOfDay >= first && msOfDay <= last : msOfDay >= first || msOfDay <= last
}
