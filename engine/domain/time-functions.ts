import { parseClock } from '../time/clock.ts'
import { daysBetween } from '../time/day.ts'
import { parseDuration } from '../time/duration.ts'
import { catalogueFrame, reminderGrid, segmentSlotMinutes } from '../time/grid.ts'
import { msOf, toIso } from '../time/instant.ts'
import type { Parsed } from '../time/parsed.ts'
import { isInClockWindow, nextWeekdayAt, weekStart } from '../time/weekday.ts'
import {
  addDurationMs,
  addWorkingDays,
  dayStart,
  endOfCalendarWindow,
  isInCalendarWindow,
} from '../time/working-days.ts'
import { dayOf } from '../time/zone.ts'
import { DomainInputError } from './exact.ts'
import { define } from './function-definition.ts'
import type { DomainFunction } from './function-definition.ts'

const at = { name: 'at', type: 'instant' } as const
const minuteMs = 60_000

/** Days, weeks and windows in the zone of the run's calendar; the zone is never written in an expression. */
export const timeFunctions: readonly DomainFunction[] = [
  define({
    name: 'dayStart',
    rule: '0.2',
    parameters: [{ name: 'day', type: 'day' }],
    returns: 'instant',
    run: (v, calendar) => dayStart(v.day, calendar.zone),
  }),
  define({
    name: 'dayOf',
    rule: '0.2',
    parameters: [at],
    returns: 'day',
    run: (v, calendar) => dayOf(v.at, calendar.zone),
  }),
  define({
    name: 'daysBetween',
    rule: '0.2',
    parameters: [
      { name: 'from', type: 'day' },
      { name: 'to', type: 'day' },
    ],
    returns: 'int',
    run: (v) => daysBetween(v.from, v.to),
  }),
  define({
    name: 'addMinutes',
    rule: '0.2',
    parameters: [at, { name: 'minutes', type: 'int' }],
    returns: 'instant',
    run: (v) => toIso(msOf(v.at) + v.minutes * minuteMs),
  }),
  define({
    name: 'minutesBetween',
    rule: '0.2',
    parameters: [
      { name: 'from', type: 'instant' },
      { name: 'to', type: 'instant' },
    ],
    returns: 'int',
    run: (v) => Math.floor((msOf(v.to) - msOf(v.from)) / minuteMs),
  }),
  define({
    name: 'addSpan',
    rule: 'ls-incident',
    parameters: [at, { name: 'from', type: 'instant' }, { name: 'to', type: 'instant' }],
    returns: 'instant',
    run: (v) => toIso(msOf(v.at) + msOf(v.to) - msOf(v.from)),
  }),
  define({
    name: 'addDuration',
    rule: '0.2',
    parameters: [at, { name: 'duration', type: 'text' }],
    returns: 'instant',
    run: (v, calendar) => toIso(addDurationMs(msOf(v.at), good(parseDuration(v.duration)), calendar).atMs),
  }),
  define({
    name: 'addWorkingDays',
    rule: '0.2',
    parameters: [at, { name: 'working_days', type: 'int' }],
    returns: 'instant',
    run: (v, calendar) => addWorkingDays(v.at, v.working_days, calendar).at,
  }),
  define({
    name: 'endOfCalendarWindow',
    rule: '0.2',
    parameters: [
      { name: 'delivered_at', type: 'instant' },
      { name: 'days', type: 'int' },
    ],
    returns: 'instant',
    run: (v, calendar) => endOfCalendarWindow(v.delivered_at, v.days, calendar.zone),
  }),
  define({
    name: 'isInCalendarWindow',
    rule: '0.2',
    parameters: [at, { name: 'delivered_at', type: 'instant' }, { name: 'days', type: 'int' }],
    returns: 'bool',
    run: (v, calendar) => isInCalendarWindow(v.at, v.delivered_at, v.days, calendar.zone),
  }),
  define({
    name: 'isInClockWindow',
    rule: 'launch.slot',
    parameters: [at, { name: 'from', type: 'text' }, { name: 'to', type: 'text' }],
    returns: 'bool',
    run: (v, calendar) => {
      good(parseClock(v.from))
      good(parseClock(v.to))
      return isInClockWindow(v.at, v.from, v.to, calendar.zone)
    },
  }),
  define({
    name: 'weekStart',
    rule: 'np-publish',
    parameters: [at],
    returns: 'day',
    run: (v, calendar) => weekStart(v.at, calendar.zone),
  }),
  define({
    name: 'nextWeekday',
    rule: 'ce-root-cause',
    parameters: [
      { name: 'after', type: 'instant' },
      { name: 'weekday', type: 'int' },
      { name: 'clock', type: 'text' },
      { name: 'gap', type: 'text' },
    ],
    returns: 'instant',
    run: (v, calendar) => {
      const gap = good(parseDuration(v.gap))
      good(parseClock(v.clock))
      if (v.weekday < 1 || v.weekday > 7 || !('ms' in gap)) {
        const message = `nextWeekday takes a weekday from 1 (Monday) to 7 and a gap such as 24h, not ${v.weekday} and ${v.gap}.`
        throw new DomainInputError('ARGUMENT_NOT_ALLOWED', message, { weekday: v.weekday, gap: v.gap })
      }
      return nextWeekdayAt(v.after, v.weekday, v.clock, gap.ms, calendar.zone)
    },
  }),
  define({
    name: 'segmentSlot',
    rule: 'ls-segment',
    parameters: [
      { name: 'duration_min', type: 'int' },
      { name: 'items', type: 'int' },
      { name: 'opening_min', type: 'int', optional: true },
      { name: 'closing_min', type: 'int', optional: true },
    ],
    returns: 'int',
    run: (v) =>
      segmentSlotMinutes(v.duration_min, v.items, {
        openingMinutes: v.opening_min ?? catalogueFrame.openingMinutes,
        closingMinutes: v.closing_min ?? catalogueFrame.closingMinutes,
      }),
  }),
  define({
    name: 'reminderCount',
    rule: 'ls-reminder',
    parameters: [
      { name: 'duration_min', type: 'int' },
      { name: 'every_min', type: 'int' },
    ],
    returns: 'int',
    run: (v) => good(reminderGrid(0, v.duration_min * minuteMs, v.every_min * minuteMs)).length,
  }),
]

function good<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new DomainInputError(parsed.refusal.code, parsed.refusal.message)
  return parsed.value
}
