import { describe, expect, it } from 'vitest'
import { defaultStoreCalendar } from '#engine/time/chinese-holidays.ts'
import { msOf, toIso } from '#engine/time/instant.ts'
import { checkStoreCalendar } from '#engine/time/store-calendar.ts'
import type { StoreCalendar } from '#engine/time/store-calendar.ts'
import { isInClockWindow, nextWeekdayAt, weekStart } from '#engine/time/weekday.ts'

const shanghai = defaultStoreCalendar
const zone = 'Asia/Shanghai'
/** A Shanghai wall clock as an instant. */
const at = (local: string): string => toIso(msOf(`${local.replace(' ', 'T')}:00+08:00`))

describe('weekdays', () => {
  it.each([
    ['2027-03-12 17:30', '2027-03-19 18:00'], // SC-06: a Friday, half an hour before the meeting
    ['2027-03-11 18:00', '2027-03-12 18:00'], // exactly 24 hours before
    ['2027-03-11 18:01', '2027-03-19 18:00'],
    ['2027-03-13 09:00', '2027-03-19 18:00'],
  ])('the Friday meeting after %s is %s', (from, meeting) => {
    expect(nextWeekdayAt(at(from), 5, '18:00', 24 * 3_600_000, zone)).toBe(at(meeting))
  })

  it('counts weeks from Monday', () => {
    expect(weekStart(at('2027-03-18 20:30'), zone)).toBe('2027-03-15')
    expect(weekStart(at('2027-03-15 00:00'), zone)).toBe('2027-03-15')
    expect(weekStart(at('2027-03-14 23:59'), zone)).toBe('2027-03-08')
  })

  it.each([
    ['2027-03-18 20:00', true],
    ['2027-03-18 22:00', true],
    ['2027-03-18 19:59', false],
    ['2027-03-18 22:01', false],
  ])('%s lies in the launch slot: %s', (instant, inside) => {
    expect(isInClockWindow(at(instant), '20:00', '22:00', zone)).toBe(inside)
  })

  it('knows windows over midnight', () => {
    expect(isInClockWindow(at('2027-03-18 01:00'), '22:00', '02:00', zone)).toBe(true)
    expect(isInClockWindow(at('2027-03-18 12:00'), '22:00', '02:00', zone)).toBe(false)
  })
})

describe('checking a calendar', () => {
  it.each([
    [{}, null],
    [{ zone: 'Asia/Beijing' }, 'UNKNOWN_TIME_ZONE'],
    [{ coversUntil: '2026-02-30' }, 'INVALID_DATE'],
    [{ holidays: ['2026-13-01'] }, 'INVALID_DATE'],
    [{ serviceHours: { from: '9:00', to: '18:00' } }, 'INVALID_CLOCK'],
    [{ serviceHours: { from: '09:00', to: '09:00' } }, 'INVALID_CALENDAR'],
    [{ serviceHours: { from: '20:00', to: '02:00' } }, null],
    [{ makeUpWorkdays: ['2026-10-01'] }, 'INVALID_CALENDAR'],
    [{ makeUpWorkdays: ['2026-10-14'] }, 'INVALID_CALENDAR'],
  ] as [Partial<StoreCalendar>, string | null][])('%j → %s', (change, code) => {
    const checked = checkStoreCalendar({ ...shanghai, ...change })
    expect(checked.ok ? null : checked.refusal.code).toBe(code)
  })
})
