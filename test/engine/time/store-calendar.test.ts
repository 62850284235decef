import fc from 'fast-check'
import chineseDays from 'chinese-days'
import { describe, expect, it } from 'vitest'
import { chineseHolidays, defaultStoreCalendar } from '#engine/time/chinese-holidays.ts'
import { addToDay, daysBetween } from '#engine/time/day.ts'
import { msOf, toIso } from '#engine/time/instant.ts'
import { addServiceTime, addServiceTimeMs, afterQuietHoursMs } from '#engine/time/service-time.ts'
import { isWorkingDay } from '#engine/time/store-calendar.ts'
import type { StoreCalendar } from '#engine/time/store-calendar.ts'
import {
  addDaysAtClock,
  addDurationMs,
  addWorkingDays,
  addWorkingDaysMs,
  dayStart,
  endOfCalendarWindow,
  isInCalendarWindow,
} from '#engine/time/working-days.ts'
import { dayOf } from '#engine/time/zone.ts'

const shanghai = defaultStoreCalendar
const zone = 'Asia/Shanghai'
/** A Shanghai wall clock as an instant. */
const at = (local: string): string => toIso(msOf(`${local.replace(' ', 'T')}:00+08:00`))

describe('working days', () => {
  it.each([
    ['2026-09-20', true], // Sunday worked for the National Day
    ['2026-10-01', false],
    ['2026-10-07', false],
    ['2026-10-08', true],
    ['2026-10-10', true], // Saturday worked
    ['2026-10-11', false],
    ['2026-02-14', true],
    ['2026-02-23', false],
    ['2025-10-08', false],
    ['2027-03-13', false], // Saturday of the scenarios
    ['2027-03-15', true],
  ])('%s is worked: %s', (day, worked) => {
    expect(isWorkingDay(day, shanghai)).toBe(worked)
  })

  it('has the published table of 2025 and 2026, day by day', () => {
    expect(chineseHolidays.holidays.length).toBe(28 + 33)
    for (let day = chineseHolidays.coversFrom; daysBetween(day, '2026-12-31') >= 0; day = addToDay(day, 1)) {
      expect([day, isWorkingDay(day, shanghai)]).toEqual([day, chineseDays.isWorkday(day)])
    }
  })

  it.each([
    // SC-01: courier claim, SC-02: inspection on a Sunday, SC-06: platform answer. 2027 lies past the table.
    ['2027-03-10 11:30', 3, '2027-03-15 11:30', true],
    ['2027-03-14 10:00', 3, '2027-03-17 10:00', true],
    ['2027-03-12 15:00', 3, '2027-03-17 15:00', true],
    ['2026-09-30 09:00', 1, '2026-10-08 09:00', false],
    ['2026-09-30 09:00', 3, '2026-10-10 09:00', false],
    ['2026-09-18 09:00', 1, '2026-09-20 09:00', false],
    ['2026-12-30 09:00', 1, '2026-12-31 09:00', false],
    ['2026-12-31 09:00', 1, '2027-01-01 09:00', true],
    ['2026-10-08 09:00', -1, '2026-09-30 09:00', false],
    ['2027-01-04 09:00', -1, '2027-01-01 09:00', true],
    ['2026-10-03 09:00', 0, '2026-10-03 09:00', false],
  ])('%s and %i working days is %s, estimated: %s', (from, count, to, estimated) => {
    expect(addWorkingDays(at(from), count, shanghai)).toEqual({ at: at(to), estimated })
  })

  const instants = fc.integer({ min: msOf('2025-01-02T00:00:00Z'), max: msOf('2027-12-31T00:00:00Z') })
  const counts = fc.integer({ min: 1, max: 40 })

  it('lands on working days and adds up', () => {
    fc.assert(
      fc.property(instants, counts, counts, (ms, first, second) => {
        const once = addWorkingDaysMs(ms, first, shanghai)
        expect(isWorkingDay(dayOf(toIso(once.atMs), zone), shanghai)).toBe(true)
        expect((once.atMs - ms) % 86_400_000).toBe(0)
        const twice = addWorkingDaysMs(once.atMs, second, shanghai)
        expect(twice.atMs).toBe(addWorkingDaysMs(ms, first + second, shanghai).atMs)
        expect(addWorkingDaysMs(twice.atMs, -second, shanghai).atMs).toBe(once.atMs)
      }),
    )
  })

  it('never lets a later start end earlier', () => {
    fc.assert(
      fc.property(instants, instants, counts, (one, other, count) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)]
        expect(addWorkingDaysMs(early, count, shanghai).atMs).toBeLessThanOrEqual(
          addWorkingDaysMs(late, count, shanghai).atMs,
        )
      }),
    )
  })
})

describe('service hours', () => {
  const hours = (from: string, to: string): StoreCalendar => ({ ...shanghai, serviceHours: { from, to } })
  const h = 3_600_000

  it.each([
    ['00:00', '24:00', '2027-03-10 10:00', 2, '2027-03-10 12:00'],
    ['00:00', '24:00', '2027-03-10 23:00', 2, '2027-03-11 01:00'],
    ['09:00', '18:00', '2027-03-10 10:00', 2, '2027-03-10 12:00'],
    ['09:00', '18:00', '2027-03-10 17:00', 2, '2027-03-11 10:00'],
    ['09:00', '18:00', '2027-03-10 16:00', 2, '2027-03-10 18:00'],
    ['09:00', '18:00', '2027-03-10 18:00', 2, '2027-03-11 11:00'],
    ['09:00', '18:00', '2027-03-10 07:00', 2, '2027-03-10 11:00'],
    ['09:00', '18:00', '2027-03-10 10:00', 24, '2027-03-12 16:00'],
    ['09:00', '18:00', '2027-03-10 20:00', 0, '2027-03-10 20:00'],
    // Open past midnight.
    ['20:00', '02:00', '2027-03-10 01:00', 2, '2027-03-10 21:00'],
    ['20:00', '02:00', '2027-03-10 23:00', 2, '2027-03-11 01:00'],
    ['08:00', '24:00', '2027-03-10 23:30', 1, '2027-03-11 08:30'],
  ])('%s–%s: %s and %i h is %s', (from, to, start, count, end) => {
    expect(addServiceTime(at(start), count * h, hours(from, to))).toBe(at(end))
  })

  it('never loses or gains time, however it is cut', () => {
    const windows = fc.constantFrom<[string, string]>(
      ['09:00', '18:00'],
      ['20:00', '02:00'],
      ['00:00', '24:00'],
      ['08:30', '24:00'],
    )
    const start = fc.integer({ min: msOf('2026-01-01T00:00:00Z'), max: msOf('2026-12-31T00:00:00Z') })
    const piece = fc.integer({ min: 0, max: 60 * h })
    fc.assert(
      fc.property(windows, start, piece, piece, ([from, to], ms, first, second) => {
        const calendar = hours(from, to)
        const cut = addServiceTimeMs(addServiceTimeMs(ms, first, calendar), second, calendar)
        expect(cut).toBe(addServiceTimeMs(ms, first + second, calendar))
        expect(cut - ms).toBeGreaterThanOrEqual(first + second)
      }),
    )
  })

  it('keeps service hours by the local clock over a clock change', () => {
    const newYork: StoreCalendar = { ...hours('09:00', '17:00'), zone: 'America/New_York' }
    expect(addServiceTime('2027-03-12T21:00:00.000Z', 2 * h, newYork)).toBe('2027-03-13T15:00:00.000Z')
    expect(addServiceTime('2027-03-13T21:00:00.000Z', 2 * h, newYork)).toBe('2027-03-14T14:00:00.000Z')
  })

  it('throws rather than count for ever in empty hours', () => {
    expect(() => addServiceTimeMs(0, h, hours('09:00', '09:00'))).toThrow(RangeError)
  })

  it.each([
    ['2027-03-10 23:00', '2027-03-11 08:00'],
    ['2027-03-10 22:00', '2027-03-11 08:00'],
    ['2027-03-10 03:00', '2027-03-10 08:00'],
    ['2027-03-10 08:00', '2027-03-10 08:00'],
    ['2027-03-10 21:59', '2027-03-10 21:59'],
  ])('a notice of %s sounds at %s', (from, to) => {
    expect(toIso(afterQuietHoursMs(msOf(at(from)), { from: '22:00', to: '08:00' }, zone))).toBe(at(to))
  })

  it('knows quiet hours inside one day and none at all', () => {
    const noon = { from: '12:00', to: '14:00' }
    expect(toIso(afterQuietHoursMs(msOf(at('2027-03-10 12:30')), noon, zone))).toBe(at('2027-03-10 14:00'))
    expect(toIso(afterQuietHoursMs(msOf(at('2027-03-10 14:00')), noon, zone))).toBe(at('2027-03-10 14:00'))
    const none = { from: '00:00', to: '00:00' }
    expect(toIso(afterQuietHoursMs(msOf(at('2027-03-10 00:00')), none, zone))).toBe(at('2027-03-10 00:00'))
  })
})

describe('calendar days', () => {
  it.each([
    ['2027-11-11 00:00', -45, undefined, '2027-09-27 18:00'],
    ['2027-03-18 20:30', -21, undefined, '2027-02-25 18:00'],
    ['2027-03-18 20:30', 8, '12:00', '2027-03-26 12:00'],
    ['2027-03-18 20:30', 30, undefined, '2027-04-17 18:00'],
    ['2027-11-11 00:00', -15, '10:00', '2027-10-27 10:00'],
    ['2027-03-20 20:00', -14, undefined, '2027-03-06 18:00'],
  ])('%s %i d at %s is %s', (from, days, clock, to) => {
    expect(addDaysAtClock(at(from), days, zone, clock)).toBe(at(to))
  })

  it('adds any duration, forwards and backwards', () => {
    const from = msOf(at('2027-03-10 14:00'))
    expect(toIso(addDurationMs(from, { days: 7 }, shanghai).atMs)).toBe(at('2027-03-17 14:00'))
    expect(toIso(addDurationMs(from, { ms: 172_800_000 }, shanghai).atMs)).toBe(at('2027-03-12 14:00'))
    expect(toIso(addDurationMs(from, { ms: 3_600_000 }, shanghai, -1).atMs)).toBe(at('2027-03-10 13:00'))
    expect(toIso(addDurationMs(from, { workingDays: 3 }, shanghai).atMs)).toBe(at('2027-03-15 14:00'))
    expect(toIso(addDurationMs(from, { days: 0 }, shanghai).atMs)).toBe(at('2027-03-10 14:00'))
  })

  it('keeps the clock over a clock change and moves a skipped one forward', () => {
    const newYork: StoreCalendar = { ...shanghai, zone: 'America/New_York' }
    const from = msOf('2027-03-13T07:30:00.000Z')
    expect(toIso(addDurationMs(from, { days: 1 }, newYork).atMs)).toBe('2027-03-14T07:30:00.000Z')
    expect(toIso(addDurationMs(from, { days: 2 }, newYork).atMs)).toBe('2027-03-15T06:30:00.000Z')
  })

  it('ends the seven days of a return at 23:59:59 of the seventh day', () => {
    expect(endOfCalendarWindow(at('2027-03-07 15:00'), 7, zone)).toBe('2027-03-14T15:59:59.000Z')
    expect(isInCalendarWindow('2027-03-14T15:59:59.999Z', at('2027-03-07 15:00'), 7, zone)).toBe(true)
    expect(isInCalendarWindow('2027-03-14T16:00:00.000Z', at('2027-03-07 15:00'), 7, zone)).toBe(false)
    expect(isInCalendarWindow(at('2027-03-06 10:00'), at('2027-03-07 15:00'), 7, zone)).toBe(true)
  })

  it('starts a sale at midnight of the store', () => {
    expect(dayStart('2027-11-11', zone)).toBe('2027-11-10T16:00:00.000Z')
  })
})
