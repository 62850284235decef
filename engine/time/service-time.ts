import { clockMs } from './clock.ts'
import { dayMs } from './day.ts'
import { msOf, toIso } from './instant.ts'
import type { Instant } from './instant.ts'
import type { StoreCalendar } from './store-calendar.ts'
import { localTimeOf, msAtLocal } from './zone.ts'

// Taken once: in the workflow sandbox every look-up of a global is slow.
const { max } = Math

/**
 * The instant by which `ms` milliseconds of service time have passed since `atMs`: only the store's service hours count
 * (R-ESC.0, planned dues of after-sale and complaint work). Zero gives `atMs` itself; time used up exactly at closing ends there.
 */
export function addServiceTimeMs(atMs: number, ms: number, calendar: StoreCalendar): number {
  const from = clockMs(calendar.serviceHours.from)
  const to = clockMs(calendar.serviceHours.to)
  if (ms === 0 || (from === 0 && to === dayMs)) return atMs + ms
  if (from === to) throw new RangeError(`Service hours from ${calendar.serviceHours.from} to the same hour are empty.`)
  const overnight = to < from
  let left = ms
  // An overnight window that is still open began on the day before.
  for (let day = localTimeOf(atMs, calendar.zone).dayNumber - 1; ; day += 1) {
    const opens = max(msAtLocal(day, from, calendar.zone), atMs)
    const closes = msAtLocal(overnight ? day + 1 : day, to, calendar.zone)
    if (closes <= opens) continue
    if (left <= closes - opens) return opens + left
    left -= closes - opens
  }
}

/** As `addServiceTimeMs`, with ISO instants. */
export function addServiceTime(instant: Instant, ms: number, calendar: StoreCalendar): Instant {
  return toIso(addServiceTimeMs(msOf(instant), ms, calendar))
}

/** The first instant at or after `atMs` outside the quiet hours: when a notice to the store-manager may sound (R-ESC.0). */
export function afterQuietHoursMs(atMs: number, quiet: StoreCalendar['serviceHours'], zone: string): number {
  const from = clockMs(quiet.from)
  const to = clockMs(quiet.to)
  const { dayNumber, msOfDay } = localTimeOf(atMs, zone)
  if (from <= to) {
    return msOfDay >= from && msOfDay < to ? msAtLocal(dayNumber, to, zone) : atMs
  }
  if (msOfDay >= from) return msAtLocal(dayNumber + 1, to, zone)
  return msOfDay < to ? msAtLocal(dayNumber, to, zone) : atMs
}
