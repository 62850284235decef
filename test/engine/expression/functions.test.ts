import { describe, expect, test } from 'vitest'
import { evaluate, newProgramCache } from '#engine/expression/evaluate.ts'
import type { JsonValue } from '#engine/model/text.ts'

const cache = newProgramCache()
const scope = {
  nothing: null,
  paid: 12_999,
  list: [5, 1, 5, null, 'a'],
  word: '  Die Ware  ',
  // 2027-03-10 10:00 in Shanghai, 03:00 in Berlin.
  at: '2027-03-10T02:00:00.000Z',
  late: '2027-03-10T18:30:00+08:00',
  calendar: {
    zone: 'Asia/Shanghai',
    holidays: [],
    makeUpWorkdays: [],
    coversUntil: '2027-12-31',
    serviceHours: { from: '09:00', to: '21:00' },
  },
}

const known: [string, JsonValue][] = [
  ['ceil(2.1)', 3],
  ['ceil(2.0000000000000001)', 2],
  ['ceil(-2.1)', -2],
  ['floor(2.9)', 2],
  ['round(2.5)', 3],
  ['round(-2.5)', -2],
  // 1.005 × 100 is 100.49999… in binary; a fen is rounded as written.
  ['round(1.005 * 100)', 101],
  ['round(paid * 0.2)', 2600],
  ['abs(-3)', 3],
  ['min(3, 1, 2)', 1],
  ['max([3, 1, 2])', 3],
  ['sum([0.1, 0.2])', 0.3],
  ['sum(1, 2, 3)', 6],
  ['sum([])', 0],
  ['sum(nothing)', 0],
  ['yuan(50.00)', 5000],
  ['yuan(0.1)', 10],
  ['percentOf(20, paid)', 2600],
  ['percentOf(10, 25)', 3],
  ["double('2.5')", 2.5],
  ['int(2.9)', 2],
  ["int('-7')", -7],
  ['count(list)', 5],
  ['count(nothing)', 0],
  ["size('字a')", 2],
  ['size(list)', 5],
  ["size({'a': 1})", 1],
  ['size(nothing)', 0],
  ["'abc'.size()", 3],
  ['firstOf(nothing, 0)', 0],
  ['firstOf(nothing, false)', false],
  ["firstOf(nothing, '')", null],
  ['hasAll(list, [1, 5])', true],
  ['hasAll(list, [1, 6])', false],
  ['hasAll(nothing, [])', true],
  ['hasAny(list, [6, 1])', true],
  ['hasAny(nothing, [1])', false],
  ['distinct(list)', [5, 1, null, 'a']],
  ['last(list)', 'a'],
  ['last([])', null],
  ['flatten([[1], [2, 3], []])', [1, 2, 3]],
  ["contains('abc', 'b')", true],
  ["'abc'.contains('x')", false],
  ["contains(nothing, 'b')", false],
  ["'abc'.startsWith('ab')", true],
  ["'abc'.endsWith('ab')", false],
  ["like('SF1234567890', '^SF[0-9]{10}$')", true],
  ["like(nothing, 'a')", false],
  ['word.trim()', 'Die Ware'],
  ["lower('ABC')", 'abc'],
  ['string(3)', '3'],
  ['string(2.5)', '2.5'],
  ['string(true)', 'true'],
  ['before(at, late)', true],
  ['before(at, at)', false],
  ['after(late, at)', true],
  ['minutesBetween(at, late)', 510],
  ['hoursBetween(late, at)', -8.5],
  ['earlier(late, at)', '2027-03-10T02:00:00.000Z'],
  ['later(late, at)', '2027-03-10T10:30:00.000Z'],
  ['addMinutes(at, 30)', '2027-03-10T02:30:00.000Z'],
  ['addMinutes(at, -30)', '2027-03-10T01:30:00.000Z'],
  ['addHours(at, 1.5)', '2027-03-10T03:30:00.000Z'],
  ['addDays(at, 2)', '2027-03-12T02:00:00.000Z'],
  ["addDays(at, 2, '18:00')", '2027-03-12T10:00:00.000Z'],
  ["addDays(at, -1, '00:00')", '2027-03-08T16:00:00.000Z'],
  ["dayStart('2027-11-11')", '2027-11-10T16:00:00.000Z'],
  ['dayOf(at)', '2027-03-10'],
  ["dayOf('2027-03-10T16:00:00Z')", '2027-03-11'],
  ['clockOf(at)', '10:00'],
  ["daysBetween('2027-03-10', '2027-03-12')", 2],
]

describe('functions', () => {
  test.each(known)('%s', (source, value) => {
    expect(evaluate(cache, source, scope)).toEqual({ ok: true, value })
  })

  test('the zone is that of the store, else Shanghai', () => {
    expect(evaluate(cache, 'clockOf(at)', { ...scope, calendar: { zone: 'Europe/Berlin' } })).toEqual({
      ok: true,
      value: '03:00',
    })
    expect(evaluate(cache, 'clockOf(at)', { at: scope.at })).toEqual({ ok: true, value: '10:00' })
  })

  test.each([
    ["dayStart('2027-02-30')", '2027-02-30'],
    ["dayOf('2027-03-10')", '2027-03-10'],
    ["dayOf('2027-03-10T10:00:00')", 'time zone'],
    ["addDays(at, 1, '25:00')", '25:00'],
    ['addDays(at, 1.5)', 'whole number'],
    ['addMinutes(nothing, 5)', 'no value yet'],
    ['addHours(at, 1e12)', 'outside'],
    ["int('many')", 'needs a number'],
  ])('%s fails', (source, words) => {
    const result = evaluate(cache, source, scope)
    expect(result.ok).toBe(false)
    expect(result.ok ? '' : result.message).toContain(words)
  })
})
