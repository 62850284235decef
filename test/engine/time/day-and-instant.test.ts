import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatClock, parseClock } from '#engine/time/clock.ts'
import {
  addToDay,
  civilOf,
  dayNumber,
  daysBetween,
  formatDay,
  lastDayNumber,
  parseDay,
  weekdayOf,
} from '#engine/time/day.ts'
import { msOf, parseInstant, parseInstantMs, toIso } from '#engine/time/instant.ts'
import { durationOf, parseDuration } from '#engine/time/duration.ts'
import type { Parsed } from '#engine/time/parsed.ts'

const codeOf = (parsed: Parsed<unknown>): string => (parsed.ok ? 'accepted' : parsed.refusal.code)

describe('days', () => {
  it.each([
    ['2026-02-28', 'accepted'],
    ['2028-02-29', 'accepted'],
    ['2000-02-29', 'accepted'],
    ['9999-12-31', 'accepted'],
    ['1970-01-01', 'accepted'],
    ['2026-02-29', 'INVALID_DATE'],
    ['2026-02-30', 'INVALID_DATE'],
    ['2100-02-29', 'INVALID_DATE'],
    ['2026-13-01', 'INVALID_DATE'],
    ['2026-00-10', 'INVALID_DATE'],
    ['2026-04-31', 'INVALID_DATE'],
    ['2026-01-00', 'INVALID_DATE'],
    ['1969-12-31', 'INVALID_DATE'],
    ['275760-09-13', 'INVALID_DATE'],
    ['2026-2-3', 'INVALID_DATE'],
    ['2026/02/03', 'INVALID_DATE'],
    ['２０２６-02-03', 'INVALID_DATE'],
    ['2026-02-03 ', 'INVALID_DATE'],
    ['', 'INVALID_DATE'],
  ])('reads %s as %s', (text, expected) => {
    expect(codeOf(parseDay(text))).toBe(expected)
  })

  it('names the value and the way out', () => {
    expect(parseDay('2026-02-30')).toEqual({
      ok: false,
      refusal: {
        code: 'INVALID_DATE',
        message: 'The day 2026-02-30 does not exist; check month and day.',
        facts: { value: '2026-02-30' },
      },
    })
  })

  it.each([
    ['2027-03-10', 3],
    ['2027-03-14', 7],
    ['1970-01-01', 4],
    ['2027-11-11', 4],
    ['2000-02-29', 2],
  ])('knows the weekday of %s', (day, weekday) => {
    expect(weekdayOf(dayNumber(day))).toBe(weekday)
  })

  it('counts over months, leap days and years', () => {
    expect(addToDay('2027-11-11', -45)).toBe('2027-09-27')
    expect(addToDay('2028-02-28', 2)).toBe('2028-03-01')
    expect(daysBetween('2027-03-18', '2027-02-25')).toBe(-21)
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1)
  })

  it('refuses days outside 1970 to 9999 loudly', () => {
    expect(() => addToDay('1970-01-01', -1)).toThrow(RangeError)
    expect(() => addToDay('9999-12-31', 1)).toThrow(RangeError)
    expect(() => dayNumber('2026-02-30')).toThrow(RangeError)
  })

  it('agrees with the platform calendar on every day number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: lastDayNumber }), (number) => {
        const platform = new Date(number * 86_400_000)
        expect(formatDay(number)).toBe(platform.toISOString().slice(0, 10))
        expect(dayNumber(formatDay(number))).toBe(number)
        expect(civilOf(number).month).toBe(platform.getUTCMonth() + 1)
        expect(weekdayOf(number) % 7).toBe(platform.getUTCDay())
      }),
    )
  })
})

describe('instants', () => {
  it.each([
    ['2027-03-10T10:00:00+08:00', '2027-03-10T02:00:00.000Z'],
    ['2027-03-10T02:00:00Z', '2027-03-10T02:00:00.000Z'],
    ['2027-03-10T02:00:00.1Z', '2027-03-10T02:00:00.100Z'],
    ['2027-03-10T02:00:00.123456789Z', '2027-03-10T02:00:00.123Z'],
    ['2027-03-09T21:30:00-04:30', '2027-03-10T02:00:00.000Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['2028-02-29T23:59:59Z', '2028-02-29T23:59:59.000Z'],
  ])('reads %s as %s', (text, iso) => {
    expect(parseInstant(text)).toEqual({ ok: true, value: iso })
  })

  it.each([
    ['2026-02-30T10:00:00Z', 'INVALID_DATE'],
    ['2026-13-01T10:00:00Z', 'INVALID_DATE'],
    ['2027-03-10T24:00:00Z', 'INVALID_DATE'],
    ['2027-03-10T10:60:00Z', 'INVALID_DATE'],
    ['2027-03-10T10:00:60Z', 'INVALID_DATE'],
    ['2027-03-10T10:00:00+24:00', 'INVALID_DATE'],
    ['2027-03-10T10:00:00+08', 'INVALID_DATE'],
    ['2027-03-10T10:00+08:00', 'INVALID_DATE'],
    ['2027-03-10 10:00:00Z', 'INVALID_DATE'],
    ['+275760-09-13T00:00:00Z', 'INVALID_DATE'],
    ['1970-01-01T00:00:00+08:00', 'INVALID_DATE'],
    ['9999-12-31T23:59:59-08:00', 'INVALID_DATE'],
    ['2027-03-10', 'INVALID_DATE'],
    ['tomorrow', 'INVALID_DATE'],
    ['2027-03-10T10:00:00', 'TIME_ZONE_MISSING'],
    ['2027-03-10T10:00', 'TIME_ZONE_MISSING'],
  ])('refuses %s with %s', (text, code) => {
    expect(codeOf(parseInstantMs(text))).toBe(code)
  })

  it('shows how to write a missing offset', () => {
    const parsed = parseInstantMs('2027-03-10T10:00')
    expect(parsed.ok ? '' : parsed.refusal.message).toBe(
      'The time 2027-03-10T10:00 has no time zone; add an offset, for example 2027-03-10T10:00:00+08:00.',
    )
  })

  it('goes from text to milliseconds and back', () => {
    expect(msOf('2027-03-10T02:00:00.000Z')).toBe(1_804_644_000_000)
    expect(msOf('2027-03-10T10:00:00+08:00')).toBe(1_804_644_000_000)
    expect(toIso(1_804_644_000_007)).toBe('2027-03-10T02:00:00.007Z')
    expect(() => msOf('2026-02-30T00:00:00Z')).toThrow(RangeError)
    expect(() => toIso(0.5)).toThrow(RangeError)
    expect(() => toIso(-1)).toThrow(RangeError)
  })

  it('agrees with the platform on every millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (ms) => {
        expect(toIso(ms)).toBe(new Date(ms).toISOString())
        expect(msOf(toIso(ms))).toBe(ms)
      }),
    )
  })
})

describe('clocks', () => {
  it.each([
    ['00:00', 0],
    ['18:00', 64_800_000],
    ['20:30', 73_800_000],
    ['24:00', 86_400_000],
  ])('reads %s', (text, ms) => {
    expect(parseClock(text)).toEqual({ ok: true, value: ms })
    expect(formatClock(ms)).toBe(text)
  })

  it.each(['24:01', '25:00', '12:60', '9:30', '0930', '09:30:00', '', '１２:００'])('refuses %s', (text) => {
    expect(codeOf(parseClock(text))).toBe('INVALID_CLOCK')
  })
})

describe('durations', () => {
  it.each([
    ['30m', { ms: 1_800_000 }],
    ['24h', { ms: 86_400_000 }],
    ['48h', { ms: 172_800_000 }],
    ['1h30m', { ms: 5_400_000 }],
    ['90s', { ms: 90_000 }],
    ['21d', { days: 21 }],
    ['3wd', { workingDays: 3 }],
    ['0h', { ms: 0 }],
    ['400d', { days: 400 }],
  ])('reads %s', (text, duration) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: duration })
    expect(durationOf(text)).toEqual(duration)
  })

  it.each([
    '',
    '30',
    'm',
    '-1h',
    '1.5h',
    '1 h',
    '30m1h',
    '1d12h',
    '2w',
    '1mo',
    'PT1H',
    '401d',
    '9601h',
    '401wd',
    '３０m',
  ])('refuses "%s"', (text) => {
    expect(codeOf(parseDuration(text))).toBe('INVALID_DURATION')
    expect(() => durationOf(text)).toThrow(RangeError)
  })

  it('refuses no time at all as a deadline', () => {
    for (const text of ['0h', '0d', '0wd', '0m']) {
      expect(codeOf(parseDuration(text, 'refused'))).toBe('INVALID_DURATION')
    }
    expect(codeOf(parseDuration('1s', 'refused'))).toBe('accepted')
  })
})
