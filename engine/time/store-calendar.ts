import { clockMs, parseClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { dayNumber, formatDay, parseDay, weekdayOf } from './day.ts'
import type { Day } from './day.ts'
import { accept, refuse } from './parsed.ts'
import type { Parsed } from './parsed.ts'
import { parseZone } from './zone.ts'

/** The calendar a store counts with; copied into a run at launch so that a later import changes nothing under way. */
export interface StoreCalendar {
  readonly zone: string
  /** Days off that would be working days, or that fall on a weekend. */
  readonly holidays: readonly Day[]
  /** Saturdays and Sundays that are worked. */
  readonly makeUpWorkdays: readonly Day[]
  /** Last day the holiday table knows; what is counted past it is marked estimated. */
  readonly coversUntil: Day
  /** Hours in which planned after-sale dues count; a `to` before `from` reaches into the next day. */
  readonly serviceHours: { readonly from: Clock; readonly to: Clock }
}

/** Whether a day (by number) is worked: Mon–Fri, minus holidays, plus make-up workdays (catalogue 0.2). */
export function isWorkingDayNumber(number: number, calendar: StoreCalendar): boolean {
  const day = formatDay(number)
  return weekdayOf(number) <= 5 ? !calendar.holidays.includes(day) : calendar.makeUpWorkdays.includes(day)
}

/** Whether a day 'YYYY-MM-DD' is worked. Past `coversUntil` it is a guess by weekday. */
export function isWorkingDay(day: Day, calendar: StoreCalendar): boolean {
  return isWorkingDayNumber(dayNumber(day), calendar)
}

/**
 * Checks a calendar before a store may use it (import, store settings). Errors: UNKNOWN_TIME_ZONE, INVALID_DATE,
 * INVALID_CLOCK, INVALID_CALENDAR (no service hours, a day both off and worked, a make-up day that is no weekend).
 */
export function checkStoreCalendar(calendar: StoreCalendar): Parsed<StoreCalendar> {
  const zone = parseZone(calendar.zone)
  if (!zone.ok) return zone
  for (const day of [calendar.coversUntil, ...calendar.holidays, ...calendar.makeUpWorkdays]) {
    const parsed = parseDay(day)
    if (!parsed.ok) return parsed
  }
  for (const clock of [calendar.serviceHours.from, calendar.serviceHours.to]) {
    const parsed = parseClock(clock)
    if (!parsed.ok) return parsed
  }
  if (clockMs(calendar.serviceHours.from) === clockMs(calendar.serviceHours.to)) {
    const hour = calendar.serviceHours.from
    return refuse(
      'INVALID_CALENDAR',
      `Service hours from ${hour} to ${hour} are empty, so nothing would ever fall due; write 00:00 to 24:00 for all day.`,
      { from: hour, to: calendar.serviceHours.to },
    )
  }
  for (const day of calendar.makeUpWorkdays) {
    if (calendar.holidays.includes(day) || weekdayOf(dayNumber(day)) <= 5) {
      return refuse(
        'INVALID_CALENDAR',
        `${day} cannot be a make-up workday: it must be a Saturday or Sunday that is not also a holiday; correct the table.`,
        { day },
      )
    }
  }
  return accept(calendar)
}
