import { accept, refuse } from './parsed.ts'
import type { Parsed } from './parsed.ts'

// Taken once: in the workflow sandbox every look-up of a global is slow.
const { floor } = Math

/** A calendar day as 'YYYY-MM-DD'. */
export type Day = string

/** Milliseconds of a day without a clock change. */
export const dayMs = 86_400_000

/** First and last day number the house knows: 1970-01-01 and 9999-12-31. */
export const firstDayNumber = 0
export const lastDayNumber = 2_932_896

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/

/** Days since 1970-01-01 of a proleptic Gregorian date (month 1–12). Pure integer arithmetic, no checks. */
export function dayNumberOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + floor(yearOfEra / 4) - floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Year, month (1–12) and day of a day number: the inverse of `dayNumberOf`. */
export function civilOf(dayNumber: number): { year: number; month: number; day: number } {
  const shifted = dayNumber + 719_468
  const era = floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = floor(
    (dayOfEra - floor(dayOfEra / 1460) + floor(dayOfEra / 36_524) - floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + floor(yearOfEra / 4) - floor(yearOfEra / 100))
  const monthIndex = floor((5 * dayOfYear + 2) / 153)
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - floor((153 * monthIndex + 2) / 5) + 1,
  }
}

/** 'YYYY-MM-DD' of a day number. Throws RangeError outside 1970–9999, which no rule of ours can reach. */
export function formatDay(dayNumber: number): Day {
  if (!(dayNumber >= firstDayNumber && dayNumber <= lastDayNumber)) {
    throw new RangeError(`Day number ${dayNumber} is outside 1970 to 9999.`)
  }
  const { year, month, day } = civilOf(dayNumber)
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

/** Whether a year, month and day name a day that exists between 1970 and 9999. */
export function dayExists(year: number, month: number, day: number): boolean {
  if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return false
  const back = civilOf(dayNumberOf(year, month, day))
  return back.month === month && back.day === day
}

/** Reads a typed day 'YYYY-MM-DD'. Errors: INVALID_DATE (wrong form, no such day as 2026-02-30, outside 1970–9999). */
export function parseDay(text: string): Parsed<Day> {
  const parts = dayForm.exec(text)
  if (!parts) {
    return refuse('INVALID_DATE', `"${text}" is not a day; write it as 2027-03-10.`, { value: text })
  }
  if (!dayExists(Number(parts[1]), Number(parts[2]), Number(parts[3]))) {
    return refuse('INVALID_DATE', `The day ${text} does not exist; check month and day.`, { value: text })
  }
  return accept(text)
}

/** Day number of a day already known to be good. Throws RangeError otherwise: a typed day goes through `parseDay`. */
export function dayNumber(day: Day): number {
  const parsed = parseDay(day)
  if (!parsed.ok) throw new RangeError(parsed.refusal.message)
  return dayNumberOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)))
}

/** The day `days` calendar days later (earlier when negative). */
export function addToDay(day: Day, days: number): Day {
  return formatDay(dayNumber(day) + days)
}

/** Whole calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** ISO weekday of a day number: 1 = Monday … 7 = Sunday. */
export function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1
}
