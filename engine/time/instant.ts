import { dayExists, dayMs, dayNumberOf, firstDayNumber, formatDay, lastDayNumber } from './day.ts'
import { accept, refuse } from './parsed.ts'
import type { Parsed } from './parsed.ts'

// Taken once: in the workflow sandbox every look-up of a global is slow.
const { floor } = Math

/** An instant as ISO-8601 in UTC with milliseconds: '2027-03-10T02:00:00.000Z'. */
export type Instant = string

const instantForm = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))$/
const withoutOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?$/
const ourForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

const latestMs = (lastDayNumber + 1) * dayMs - 1

/**
 * Reads a typed instant: RFC 3339 with offset, years 1970–9999; digits beyond the millisecond are dropped.
 * Gives epoch milliseconds. Errors: INVALID_DATE (form, no such day or time, leap second, out of range),
 * TIME_ZONE_MISSING (no Z and no offset).
 */
export function parseInstantMs(text: string): Parsed<number> {
  const parts = instantForm.exec(text)
  if (!parts) {
    if (withoutOffset.test(text)) {
      return refuse(
        'TIME_ZONE_MISSING',
        `The time ${text} has no time zone; add an offset, for example ${text.length === 16 ? `${text}:00` : text}+08:00.`,
        { value: text },
      )
    }
    return notAnInstant(text, 'is not an instant; write it as 2027-03-10T10:00:00+08:00')
  }
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const [hour, minute, second] = [Number(parts[4]), Number(parts[5]), Number(parts[6])]
  if (!dayExists(year, month, day)) {
    return notAnInstant(text, 'names a day that does not exist between 1970 and 9999; check month and day')
  }
  const [offsetHours, offsetMinutes] = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59) {
    return notAnInstant(text, 'names a time that does not exist; check hour, minute, second and offset')
  }
  const offsetMs = (parts[8] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes) * 60_000
  const fraction = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3))
  const ms = dayNumberOf(year, month, day) * dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offsetMs
  if (ms < firstDayNumber || ms > latestMs) {
    return notAnInstant(text, 'lies outside 1970 to 9999 in UTC; choose a nearer date')
  }
  return accept(ms)
}

/** As `parseInstantMs`, but gives our ISO form in UTC. */
export function parseInstant(text: string): Parsed<Instant> {
  const parsed = parseInstantMs(text)
  return parsed.ok ? accept(toIso(parsed.value)) : parsed
}

/** Epoch milliseconds of an instant already known to be good. Throws RangeError otherwise: a typed one goes through `parseInstant`. */
export function msOf(instant: Instant): number {
  if (!ourForm.test(instant)) {
    const parsed = parseInstantMs(instant)
    if (!parsed.ok) throw new RangeError(parsed.refusal.message)
    return parsed.value
  }
  const dayNumber = dayNumberOf(digits(instant, 0, 4), digits(instant, 5, 7), digits(instant, 8, 10))
  const seconds = (digits(instant, 11, 13) * 60 + digits(instant, 14, 16)) * 60 + digits(instant, 17, 19)
  return dayNumber * dayMs + seconds * 1000 + digits(instant, 20, 23)
}

/** Our ISO form of epoch milliseconds (whole, 1970–9999). Throws RangeError otherwise. */
export function toIso(ms: number): Instant {
  if (!Number.isInteger(ms)) throw new RangeError(`${ms} is not a whole number of milliseconds.`)
  const dayNumber = floor(ms / dayMs)
  const msOfDay = ms - dayNumber * dayMs
  const seconds = floor(msOfDay / 1000)
  const minutes = floor(seconds / 60)
  const clock = `${two(floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`
  return `${formatDay(dayNumber)}T${clock}.${String(msOfDay % 1000).padStart(3, '0')}Z`
}

function notAnInstant(text: string, because: string): Parsed<never> {
  return refuse('INVALID_DATE', `"${text}" ${because}.`, { value: text })
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - 48
  return value
}
