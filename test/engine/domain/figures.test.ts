import { describe, expect, it } from 'vitest'
import { compareDecimals, divideHalfUp, millionths, percentOfFen } from '#engine/domain/exact.ts'
import { gmv, gmvMatches } from '#engine/domain/gmv.ts'
import { averageOrderValue, returnOnSpend, returnOnSpendAtLeast, uvValue } from '#engine/domain/kpi.ts'
import { rfmGroup } from '#engine/domain/rfm.ts'
import { shareAtLeast, shareExceeds, shareOf } from '#engine/domain/share.ts'
import { superior, superiorChain } from '#engine/domain/superior.ts'
import { underPerformance } from '#engine/domain/under-performance.ts'

describe('exact numbers', () => {
  it('drops floating noise and nothing else', () => {
    expect(millionths(0.1 + 0.2)).toBe(300_000n)
    expect(millionths(1.005)).toBe(1_005_000n)
    expect(millionths(-2.5)).toBe(-2_500_000n)
    expect(compareDecimals(0.1 + 0.2, 0.3)).toBe(0)
    expect(compareDecimals(0.300001, 0.3)).toBe(1)
    expect(() => millionths(Number.NaN)).toThrow('NaN is not a number.')
    expect(() => millionths(Infinity)).toThrow()
  })

  it('rounds half up, also below zero', () => {
    expect([5n, 4n, -5n, -6n].map((fen) => divideHalfUp(fen, 10n))).toEqual([1n, 0n, 0n, -1n])
    expect(percentOfFen(39_00, 20)).toBe(7_80)
    expect(percentOfFen(3, 50)).toBe(2)
    expect(percentOfFen(9_007_199_254_740_991, 100)).toBe(9_007_199_254_740_991)
  })
})

describe('shares', () => {
  it.each([
    // SC-03: attributes 14 of 20 and 16 of 20; 20 % exactly does not exceed.
    [6, 20, 20, 30, true],
    [4, 20, 20, 20, false],
    [7, 35, 20, 20, false],
    [1, 3, 33.33, 33.33, true],
    [0, 20, 20, 0, false],
    // Slow items above 15 % of the stock.
    [15, 100, 15, 15, false],
    [151, 1000, 15, 15.1, true],
  ])('%i of %i exceeds %f %%', (part, whole, percent, share, exceeds) => {
    expect(shareOf(part, whole)).toBe(share)
    expect(shareExceeds(part, whole, percent)).toBe(exceeds)
  })

  it.each([
    [95, 100, 95, true],
    [9499, 10_000, 95, false],
    [4, 5, 80, true],
    [79_999, 100_000, 80, false], // shown as 80.00
    [0, 0, 80, false],
    [0, 0, 0, true],
  ])('%i of %i reaches %f %%: %s', (part, whole, percent, reaches) => {
    expect(shareAtLeast(part, whole, percent)).toBe(reaches)
  })

  it('shows no share of nothing', () => {
    expect(shareOf(5, 0)).toBe(0)
  })
})

describe('R-GMV', () => {
  it('multiplies visitors, conversion and order value (SC-04)', () => {
    expect(gmv(100_000, 4, 150_00)).toBe(600_000_00)
    expect(gmv(3, 33.33, 1)).toBe(1)
    expect(gmv(0, 4, 150_00)).toBe(0)
  })

  it.each([
    [600_000_00, true],
    [606_060_60, true], // 1 % of the target above
    [606_060_61, false],
    [594_059_41, true], // 1 % of the target below
    [594_059_40, false],
  ])('600 000 against a target of %i: %s', (target, matches) => {
    expect(gmvMatches(100_000, 4, 150_00, target, 1)).toBe(matches)
  })
})

describe('KPIs (D.15)', () => {
  it('divides and rounds to the fen', () => {
    expect(uvValue(600_000_00, 100_000)).toBe(6_00)
    expect(uvValue(1_00, 0)).toBe(0)
    expect(averageOrderValue(600_000_00, 4000)).toBe(150_00)
    expect(returnOnSpend(250_00, 100_00)).toBe(2.5)
    expect(returnOnSpend(100_00, 30_00)).toBe(3.33)
    expect(returnOnSpend(1, 0)).toBe(0)
  })

  it.each([
    [250_00, 100_00, true],
    [249_99, 100_00, false],
    [0, 0, true],
  ])('%i for %i reaches 2.5: %s', (sales, spend, reaches) => {
    expect(returnOnSpendAtLeast(sales, spend, 2.5)).toBe(reaches)
  })
})

describe('member groups', () => {
  it.each([
    [2, 200_00, 'key'],
    [2, 199_99, 'potential'],
    [1, 200_00, 'potential'],
    [1, 100_00, 'potential'],
    [1, 99_99, 'other'],
    [0, 0, 'other'],
    [5, 1_000_00, 'key'],
  ])('%i buys for %i: %s', (buys, spend, group) => {
    const key = { buys: 2, spend: 200_00 }
    const potential = { buys: 1, spend: 100_00 }
    expect(rfmGroup(buys, spend, key, potential)).toBe(group)
  })
})

describe('B2-T4 under-performance', () => {
  const fine = {
    uv: 1000,
    planned_uv: 1000,
    sources_off_target: false,
    cart_rate: 8,
    industry_cart_rate: 8,
    pay_cvr: 4,
    industry_cvr: 4,
    items_with_sales: 80,
    items_on_sale: 100,
    active_sku: null,
  }

  it.each([
    [{}, []],
    [{ uv: 999 }, ['traffic']],
    [{ sources_off_target: true }, ['traffic']],
    [{ cart_rate: 7.99 }, ['conversion']],
    [{ pay_cvr: 3.99 }, ['conversion']],
    [{ pay_cvr: 0.1 + 0.2, industry_cvr: 0.3 }, []],
    [{ items_with_sales: 79 }, ['goods']],
    [{ items_with_sales: 0, items_on_sale: 0 }, []],
    [{ items_with_sales: null, active_sku: 80 }, []],
    [{ items_with_sales: null, active_sku: 79.99 }, ['goods']],
    [{ uv: 1, cart_rate: 1, items_with_sales: 1 }, ['traffic', 'conversion', 'goods']],
  ])('%j: %j', (change, branches) => {
    expect(underPerformance({ ...fine, ...change }, 80).branches).toEqual(branches)
  })

  it('says what it needs when nothing is known about the goods', () => {
    expect(() => underPerformance({ ...fine, items_on_sale: null }, 80)).toThrow(/items_with_sales/)
  })
})

describe('R-SUP', () => {
  it.each([
    ['cs-agent', ['cs-lead', 'store-manager']],
    ['complaint-handler', ['cs-lead', 'store-manager']],
    ['cs-lead', ['store-manager']],
    ['operator', ['ops-lead', 'store-manager']],
    ['designer', ['ops-lead', 'store-manager']],
    ['warehouse', ['ops-lead', 'store-manager']],
    ['buyer', ['ops-lead', 'store-manager']],
    ['host', ['ops-lead', 'store-manager']],
    ['kol-manager', ['ops-lead', 'store-manager']],
    ['ops-lead', ['store-manager']],
    ['compliance', ['store-manager']],
    ['finance', ['store-manager']],
    ['hr', ['store-manager']],
    ['store-manager', []],
    ['a-role-of-the-store', ['store-manager']],
    ['__proto__', ['store-manager']],
  ])('%s answers to %j', (role, chain) => {
    expect(superiorChain(role)).toEqual(chain)
    expect(superior(role)).toBe(chain[0] ?? null)
  })
})
