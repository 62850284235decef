import { Environment } from '@marcbachmann/cel-js'
import { describe, expect, it } from 'vitest'
import { DomainInputError } from '#engine/domain/exact.ts'
import { leastArguments } from '#engine/domain/function-definition.ts'
import { domainFunctions } from '#engine/domain/function-table.ts'
import { defaultStoreCalendar } from '#engine/time/chinese-holidays.ts'

const call = (name: string, ...values: unknown[]): unknown => {
  const entry = domainFunctions[name]
  if (!entry) throw new Error(`no function ${name}`)
  return entry.call(values, defaultStoreCalendar)
}
const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof DomainInputError) return error.code
    throw error
  }
  return 'accepted'
}

const everyName = [
  // Goods and prices
  ...['safetyStock', 'safetyStockFromSales', 'quantityToBuy', 'minimumAlertLevel', 'alertThreshold', 'stockAlert'],
  ...['slowMover', 'turnoverDays', 'turnsSlowerThan', 'freightFee'],
  ...['grossMargin', 'marginHealthy', 'marginApprovers', 'trialPrice', 'skuSpread', 'priceStack'],
  ...['campaignEligibility', 'budgetSplit'],
  // Figures
  ...['shareOf', 'shareExceeds', 'shareAtLeast', 'gmv', 'gmvMatches', 'uvValue', 'averageOrderValue'],
  ...['returnOnSpend', 'returnOnSpendAtLeast', 'rfmGroup', 'week1Decision', 'underPerformance'],
  // Campaigns and line-ups
  ...['campaignEntries', 'campaignPrices', 'stockPlan', 'showOrder', 'livePrices', 'bestSegment'],
  // Refunds and complaints
  ...['refundEligibility', 'refundLiability', 'refundMethod', 'refundAmount', 'instantRefund', 'cashLeaving'],
  ...['refundApprovers', 'goodwillApprovers', 'disposal', 'recovery'],
  ...['complaintGrade', 'gradeAfterRounds', 'gradeRank', 'complaintOwner', 'superior', 'superiorChain'],
  // Words
  ...['bannedWords', 'noBannedWords', 'bannedWordsWith', 'bribeWords', 'noBribe', 'scarcityClaims', 'trueStock'],
  'truePrice',
  // Time
  ...['dayStart', 'dayOf', 'daysBetween', 'addMinutes', 'minutesBetween', 'addSpan', 'addDuration', 'addWorkingDays'],
  ...['endOfCalendarWindow', 'isInCalendarWindow', 'isInClockWindow', 'weekStart', 'nextWeekday'],
  ...['segmentSlot', 'reminderCount'],
]

describe('the function table', () => {
  it('answers with the numbers of the scenarios', () => {
    expect(call('safetyStock', 18, 3, 20)).toBe(65)
    expect(call('trialPrice', 12900, 10)).toBe(11610)
    expect(call('grossMargin', 11610, 7800)).toBe(32.82)
    expect(call('priceStack', 23900, true, 2000, 20000, 3000, 3000)).toMatchObject({ final_price: 15900 })
    expect(call('budgetSplit', 5000000, 30, 60, 10)).toEqual({ warm_up: 1500000, burst: 3000000, after_heat: 500000 })
    expect(call('refundApprovers', 32800, 5000, 20000, 200000)).toEqual(['cs-lead', 'store-manager'])
    expect(call('complaintGrade', { source: 'platform' }, 10, 2, 2)).toBe('L3')
    expect(call('bannedWords', '全網最輕便防曬衣女')).toEqual(['全网', '最'])
    expect(call('recovery', { liable: 'supplier', item_paid: 32800, return_freight: 1200 }, 100, 20, 100)).toEqual({
      row: 'supplier',
      from: 'supplier',
      claim: 34000,
    })
    expect(call('segmentSlot', 120, 7)).toBe(15)
    expect(call('segmentSlot', 120, 7, 8, 14)).toBe(14)
    expect(call('reminderCount', 90, 15)).toBe(5)
    expect(call('dayStart', '2027-11-11')).toBe('2027-11-10T16:00:00.000Z')
    expect(call('addWorkingDays', '2027-03-12T15:00:00+08:00', 3)).toBe('2027-03-17T07:00:00.000Z')
    expect(call('nextWeekday', '2027-03-12T17:30:00+08:00', 5, '18:00', '24h')).toBe('2027-03-19T10:00:00.000Z')
  })

  it('reads big integers, maps and nulls as expressions hold them', () => {
    expect(call('safetyStock', 18n, 3n, 20n)).toBe(65)
    const given = new Map<string, unknown>([
      ['reason', 'damaged'],
      ['wanted', 'return_refund'],
      ['liable', 'logistics'],
      ['item_paid', 3900n],
      ['freight_paid', 0n],
      ['in_window', true],
      ['buyer_returns_30d', 0n],
      ['goodwill', null],
      ['colour', 'red'],
    ])
    const chosen = { row: 'M2', method: 'keep_and_refund', goods_return: 'none' }
    expect(call('refundMethod', given, 5000n, 3n, 200000n)).toEqual(chosen)
    expect(call('refundMethod', Object.fromEntries(given), 5000, 3, 200000)).toEqual(chosen)
    expect(call('skuSpread', [{ price: 1000n, stock: 2n }], 5)).toMatchObject({ cheapest_in_stock: true })
    expect(call('noBannedWords', null)).toBe(true)
    expect(call('campaignEligibility', 100, null, 60, 50)).toMatchObject({ eligible: false })
    expect(call('slowMover', 10, null, null, 5, 60)).toBe(false)
    expect(call('turnoverDays', 100, 0)).toBe(null)
    expect(call('superior', 'store-manager')).toBe(null)
  })

  it('looks for words in lists and rows', () => {
    const segments = [
      { sku: 'A', feature: '轻便', close_words: ['最后一波', '全网'] },
      { feature: '第一', count: 3n },
    ]
    expect(call('bannedWords', segments)).toEqual(['全网', '第一'])
    expect(call('noBannedWords', ['好', '唯一'])).toBe(false)
    expect(call('bannedWordsWith', '绝对最小', ['绝对'], ['最小'])).toEqual(['绝对'])
    expect(call('noBribe', '改好评送券')).toBe(false)
    expect(call('trueStock', ['仅剩5件', '只剩五件'], 5)).toBe(true)
  })

  it.each([
    ['too few values', 'ARGUMENT_COUNT', 'safetyStock', [18, 3]],
    ['too many', 'ARGUMENT_COUNT', 'safetyStock', [18, 3, 20, 1]],
    ['nothing there yet', 'ARGUMENT_MISSING', 'safetyStock', [null, 3, 20]],
    ['a missing member', 'ARGUMENT_MISSING', 'recovery', [{ liable: 'seller' }, 100, 20, 100]],
    ['a text for a number', 'ARGUMENT_TYPE', 'safetyStock', ['18', 3, 20]],
    ['not a number', 'ARGUMENT_TYPE', 'safetyStock', [Number.NaN, 3, 20]],
    ['half a piece', 'ARGUMENT_TYPE', 'stockAlert', [1.5, 1, 1]],
    ['more than a number holds', 'ARGUMENT_TYPE', 'stockAlert', [12345678901234567890n, 1, 1]],
    ['a number for a choice', 'ARGUMENT_TYPE', 'bannedWords', [Symbol('x')]],
    ['a list for a map', 'ARGUMENT_TYPE', 'complaintGrade', [[], 10, 2, 2]],
    ['an unknown word', 'ARGUMENT_NOT_ALLOWED', 'disposal', ['D']],
    ['an inherited name', 'ARGUMENT_MISSING', 'complaintGrade', [Object.create({ source: 'chat' }), 10, 2, 2]],
    ['part of a fen', 'INVALID_AMOUNT', 'trialPrice', [0.1 + 0.2, 10]],
    ['money below zero', 'INVALID_AMOUNT', 'trialPrice', [-1, 10]],
    ['a day that does not exist', 'INVALID_DATE', 'dayStart', ['2026-02-30']],
    ['an instant without zone', 'TIME_ZONE_MISSING', 'dayOf', ['2027-03-10T10:00:00']],
    ['a wrong clock', 'INVALID_CLOCK', 'isInClockWindow', ['2027-03-10T10:00:00Z', '20:00', '25:00']],
    ['a wrong duration', 'INVALID_DURATION', 'addDuration', ['2027-03-10T10:00:00Z', '2 days']],
    ['an eighth weekday', 'ARGUMENT_NOT_ALLOWED', 'nextWeekday', ['2027-03-10T10:00:00Z', 8, '18:00', '24h']],
    ['shares of 110 %', 'SHARES_NOT_100', 'budgetSplit', [100, 30, 70, 10]],
  ] as [string, string, string, unknown[]][])('refuses %s with %s', (_what, code, name, values) => {
    expect(codeOf(() => call(name, ...values))).toBe(code)
  })

  it('names the place and the way out', () => {
    expect(() => call('refundMethod', { reason: 'broken' }, 5000, 3, 200000)).toThrow(
      'refundMethod: case.reason is "broken"; it must be one of quality, damaged, wrong_item, missing, lost, late, functional, size, dislike, other.',
    )
  })

  it('is plain to register: distinct names, rules, members for every map', () => {
    for (const [name, entry] of Object.entries(domainFunctions)) {
      expect(entry.name).toBe(name)
      expect(entry.rule).not.toBe('')
      expect([name, entry.returns === 'map']).toEqual([name, entry.members !== undefined])
      const names = entry.parameters.map((parameter) => parameter.name)
      expect([...new Set(names)]).toEqual(names)
    }
    expect(Object.keys(domainFunctions).sort()).toEqual([...everyName].sort())
    expect(Object.isFrozen(domainFunctions)).toBe(true)
  })
})

describe('in real expressions', () => {
  const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false })
  for (const entry of Object.values(domainFunctions)) {
    for (let count = leastArguments(entry.parameters); count <= entry.parameters.length; count += 1) {
      const types = Array.from({ length: count }, () => 'dyn').join(', ')
      environment.registerFunction(`${entry.name}(${types}): dyn`, (...values: unknown[]) =>
        entry.call(values, defaultStoreCalendar),
      )
    }
  }

  it.each([
    ['safetyStock(18, 3, 20) == dyn(65)', {}, true],
    [
      "refundMethod({'reason': reason, 'wanted': 'exchange', 'liable': 'buyer', 'item_paid': paid, 'freight_paid': 0, 'in_window': true, 'replacement_available': true, 'buyer_returns_30d': 0}, 5000, 3, 200000).method",
      { reason: 'size', paid: 9900 },
      'exchange',
    ],
    ["'finance' in refundApprovers(paid, 5000, 20000, 200000)", { paid: 200001n }, true],
    ['noBannedWords(title)', { title: '最后一波福利' }, true],
    ['segmentSlot(120, size(items))', { items: [1, 2, 3, 4, 5, 6, 7] }, 15],
    ["isInClockWindow(at, '20:00', '22:00')", { at: '2027-03-18T20:30:00+08:00' }, true],
    [
      'week1Decision(week, 5, 20).decisions',
      {
        week: {
          qty_7d: 4,
          uv: 10,
          target_uv: 10,
          pay_cvr: 2.5,
          industry_cvr: 3,
          available: 9,
          lead_days: 3,
          alert_level: 0,
        },
      },
      ['abtest'],
    ],
  ])('%s', (expression, context, expected) => {
    expect(environment.evaluate(expression, context)).toEqual(expected)
  })
})
