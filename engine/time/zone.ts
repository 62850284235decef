import { Temporal } from 'temporal-polyfill'
import { clockMs, parseClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { civilOf, dayMs, dayNumber, dayNumberOf, formatDay, parseDay } from './day.ts'
import type { Day } from './day.ts'
import { msOf, toIso } from './instant.ts'
import type { Instant } from './instant.ts'
import { accept, refuse } from './parsed.ts'
import type { Parsed } from './parsed.ts'

// Taken once: in the workflow sandbox every look-up of a global is slow.
const { floor } = Math

/** A place on the local calendar: day number and milliseconds since local midnight. */
export interface LocalTime {
  dayNumber: number
  msOfDay: number
}

// Zones whose clocks have not changed since 2000: plain arithmetic, a thousand times faster than a zone look-up.
const steadySinceMs = dayNumberOf(2000, 1, 1) * dayMs
const steadyOffsetMs: ReadonlyMap<string, number> = new Map([
  ['UTC', 0],
  ['Asia/Shanghai', 8 * 3_600_000],
  ['Asia/Hong_Kong', 8 * 3_600_000],
  ['Asia/Macau', 8 * 3_600_000],
  ['Asia/Taipei', 8 * 3_600_000],
  ['Asia/Singapore', 8 * 3_600_000],
  ['Asia/Tokyo', 9 * 3_600_000],
])

/** Reads a typed zone id and gives its usual spelling. Errors: UNKNOWN_TIME_ZONE with what was probably meant. */
export function parseZone(text: string): Parsed<string> {
  if (steadyOffsetMs.has(text)) return accept(text)
  // Bare offsets and abbreviations are refused: they say nothing about clock changes.
  if (text.includes('/') && !/^etc\//i.test(text)) {
    try {
      return accept(Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  }
  return refuse(
    'UNKNOWN_TIME_ZONE',
    `"${text}" is not a time zone; did you mean Asia/Shanghai? Write the name of a place, as in Europe/Berlin.`,
    { value: text, didYouMean: 'Asia/Shanghai' },
  )
}

/** Milliseconds a zone is ahead of UTC at an instant (epoch ms). Throws RangeError for an unknown zone. */
export function offsetMsAt(ms: number, zone: string): number {
  const steady = steadyOffsetMs.get(zone)
  if (steady !== undefined && ms >= steadySinceMs) return steady
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
}

/** Local day and clock of an instant (epoch ms) in a zone. */
export function localTimeOf(ms: number, zone: string): LocalTime {
  const local = ms + offsetMsAt(ms, zone)
  const dayNumber = floor(local / dayMs)
  return { dayNumber, msOfDay: local - dayNumber * dayMs }
}

/**
 * Epoch ms of a local day and clock. A clock the zone skips is moved forward by the gap (02:30 → 03:30);
 * of a clock that comes twice the first is taken. For typed times use `parseLocalTime`, which refuses both.
 */
export function msAtLocal(dayNumber: number, msOfDay: number, zone: string): number {
  const local = dayNumber * dayMs + msOfDay
  const steady = steadyOffsetMs.get(zone)
  if (steady !== undefined && local - steady >= steadySinceMs) return local - steady
  return zoned(local, zone, 'compatible')
}

/** Local day of an instant in a zone. */
export function dayOf(instant: Instant, zone: string): Day {
  return formatDay(localTimeOf(msOf(instant), zone).dayNumber)
}

/** The instant of a known-good local day and clock, with the shifts of `msAtLocal`. */
export function instantAt(day: Day, clock: Clock, zone: string): Instant {
  return toIso(msAtLocal(dayNumber(day), clockMs(clock), zone))
}

/**
 * Reads a typed local time 'YYYY-MM-DDTHH:MM' in a zone. Errors: INVALID_DATE, INVALID_CLOCK, LOCAL_TIME_MISSING
 * (skipped on a spring-forward day), LOCAL_TIME_AMBIGUOUS (comes twice in autumn; facts.both names the two).
 */
export function parseLocalTime(text: string, zone: string): Parsed<Instant> {
  const [dayText = '', clockText = ''] = text.split('T')
  const day = parseDay(dayText)
  if (!day.ok) return day
  const clock = parseClock(clockText)
  if (!clock.ok) return clock
  const local = dayNumber(day.value) * dayMs + clock.value
  const early = zoned(local, zone, 'earlier')
  const late = zoned(local, zone, 'later')
  if (early === late) return accept(toIso(early))
  if (early + offsetMsAt(early, zone) !== local) {
    return refuse(
      'LOCAL_TIME_MISSING',
      `The time ${text} does not exist in ${zone}: the clocks are put forward then; choose a time after the change.`,
      { value: text, zone, next: toIso(late) },
    )
  }
  return refuse(
    'LOCAL_TIME_AMBIGUOUS',
    `The time ${text} comes twice in ${zone}: the clocks are put back then; give the offset, ${toIso(early)} or ${toIso(late)}.`,
    { value: text, zone, both: [toIso(early), toIso(late)] },
  )
}

function zoned(local: number, zone: string, disambiguation: 'compatible' | 'earlier' | 'later'): number {
  const dayNumber = floor(local / dayMs)
  const seconds = floor((local - dayNumber * dayMs) / 1000)
  const { year, month, day } = civilOf(dayNumber)
  const plain = new Temporal.PlainDateTime(
    year,
    month,
    day,
    floor(seconds / 3600),
    floor(seconds / 60) % 60,
    seconds % 60,
    ((local % 1000) + 1000) % 1000,
  )
  return plain.toZonedDateTime(zone, { disambiguation }).epochMilliseconds
}
