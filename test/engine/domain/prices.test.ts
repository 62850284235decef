import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { budgetSplit } from '#engine/domain/budget-split.ts'
import { campaignEligibility } from '#engine/domain/eligibility.ts'
import { grossMargin, marginApprovers, marginHealthy } from '#engine/domain/gross-margin.ts'
import { priceStack } from '#engine/domain/price-stack.ts'
import { skuSpread } from '#engine/domain/sku-spread.ts'
import { trialPrice } from '#engine/domain/trial-price.ts'
import { truePrice } from '#engine/domain/true-price.ts'

describe('R-MARGIN', () => {
  it.each([
    [116_10, 78_00, 32.82, true], // SC-03
    [179_00, 120_00, 32.96, true], // SC-04 spot
    [159_00, 120_00, 24.53, false], // SC-04 pre-sale
    [100_00, 70_00, 30, true], // 30 % exactly is healthy
    [100_00, 70_01, 29.99, false],
    [333_33, 233_33, 30, true], // 30.0003 %
    [333_33, 233_34, 30, false], // 29.9973 %, shown as 30.00
    [50_00, 100_00, -100, false],
    [0, 1_00, 0, false],
  ])('price %i, cost %i: %f %%, healthy %s', (price, cost, percent, healthy) => {
    expect(grossMargin(price, cost)).toBe(percent)
    expect(marginHealthy(price, cost, 30)).toBe(healthy)
  })

  it('asks the store-manager below the line, in a big sale finance too', () => {
    expect(marginApprovers(159_00, 120_00, 30, true)).toEqual(['store-manager', 'finance'])
    expect(marginApprovers(159_00, 120_00, 30, false)).toEqual(['store-manager'])
    expect(marginApprovers(179_00, 120_00, 30, true)).toEqual([])
  })
})

describe('B1-T1 price ladder', () => {
  it.each([
    [129_00, 10, 116_10], // SC-03
    [1_05, 10, 95], // 94.5 fen, half up
    [1_04, 10, 94], // 93.6
    [99_99, 12.5, 87_49], // 8749.125
    [0, 10, 0],
  ])('trial price of %i less %f %% is %i', (average, off, price) => {
    expect(trialPrice(average, off)).toBe(price)
  })

  it.each([
    [
      [
        { price: 10_00, stock: 1 },
        { price: 50_00, stock: 0 },
      ],
      true,
      true,
    ], // five times is still fine
    [
      [
        { price: 10_00, stock: 0 },
        { price: 20_00, stock: 9 },
      ],
      false,
      true,
    ],
    [
      [
        { price: 10_00, stock: 1 },
        { price: 50_01, stock: 1 },
      ],
      true,
      false,
    ],
    [
      [
        { price: 10_00, stock: 0 },
        { price: 10_00, stock: 2 },
      ],
      true,
      true,
    ],
    [[], false, true],
  ])('%j: cheapest in stock %s, spread fine %s', (skus, inStock, withinRatio) => {
    const spread = skuSpread(skus, 5)
    expect([spread.cheapest_in_stock, spread.within_ratio]).toEqual([inStock, withinRatio])
  })
})

describe('B2-T2 price stack', () => {
  const offers = { presale: false, presaleOff: 20_00, fullCutThreshold: 200_00, fullCut: 30_00, coupon: 30_00 }

  it.each([
    [239_00, false, 179_00],
    [239_00, true, 159_00],
    [199_00, false, 199_00], // no cut, no coupon
    [199_99, false, 199_99],
    [200_00, false, 140_00],
    [200_00, true, 120_00], // tested on the tag price, before the pre-sale cut
    [400_00, false, 340_00], // once, not per 200
    [199_00, true, 179_00],
    [10_00, true, 0],
  ])('%i, pre-sale %s: %i', (price, presale, final) => {
    expect(priceStack(price, { ...offers, presale }).final_price).toBe(final)
  })

  it('shows each cut', () => {
    expect(priceStack(239_00, { ...offers, presale: true })).toEqual({
      final_price: 159_00,
      presale_off: 20_00,
      full_cut: 30_00,
      coupon: 30_00,
    })
  })

  const price = fc.integer({ min: 0, max: 1_000_00 })
  const cut = fc.integer({ min: 0, max: 60_00 })

  it('never rises with a larger cut, and pre-sale is never dearer than spot', () => {
    fc.assert(
      fc.property(price, cut, cut, (tag, first, second) => {
        const [small, large] = [Math.min(first, second), Math.max(first, second)]
        const at = (change: object): number => priceStack(tag, { ...offers, ...change }).final_price
        expect(at({ coupon: large })).toBeLessThanOrEqual(at({ coupon: small }))
        expect(at({ fullCut: large })).toBeLessThanOrEqual(at({ fullCut: small }))
        expect(at({ presale: true })).toBeLessThanOrEqual(at({ presale: false }))
        expect(at({})).toBeGreaterThanOrEqual(0)
        expect(at({})).toBeLessThanOrEqual(tag)
      }),
    )
  })

  it('rises with the tag price on either side of the threshold', () => {
    fc.assert(
      fc.property(price, price, (one, other) => {
        fc.pre(one >= 200_00 === other >= 200_00)
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        expect(priceStack(low, offers).final_price).toBeLessThanOrEqual(priceStack(high, offers).final_price)
      }),
    )
  })
})

describe('R-ELIG', () => {
  it.each([
    [239_00, 239_00, 380, true, true], // SC-04: equal passes
    [239_01, 239_00, 380, false, true],
    [239_00, 239_00, 50, true, true],
    [239_00, 239_00, 49, true, false],
    [116_10, null, 0, false, false], // SC-03: a new item
  ])('price %i, lowest %s, sales %i: price %s, sales %s', (price, lowest, sales, priceOk, salesOk) => {
    expect(campaignEligibility(price, lowest, sales, 50)).toEqual({
      eligible: priceOk && salesOk,
      price_ok: priceOk,
      sales_ok: salesOk,
    })
  })
})

describe('B2-T1 budget', () => {
  it.each([
    [50_000_00, 15_000_00, 30_000_00, 5_000_00], // SC-04
    [1, 0, 1, 0],
    [99, 29, 61, 9], // 29.7 and 9.9 are cut, the burst takes the rest
    [0, 0, 0, 0],
  ])('%i fen: warm-up %i, burst %i, after-heat %i', (total, warmUp, burst, afterHeat) => {
    expect(budgetSplit(total, 30, 60, 10)).toEqual({ warm_up: warmUp, burst, after_heat: afterHeat })
  })

  it('never loses a fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 0, max: 100 }), (total, warmUp) => {
        const split = budgetSplit(total, warmUp, 100 - warmUp, 0)
        expect(split.warm_up + split.burst + split.after_heat).toBe(total)
      }),
    )
  })

  it('takes shares with decimals and refuses ones that do not sum up to 100', () => {
    expect(budgetSplit(1000, 33.3, 33.4, 33.3)).toEqual({ warm_up: 333, burst: 334, after_heat: 333 })
    expect(() => budgetSplit(1000, 30, 60, 11)).toThrow(/sum up to 100/)
  })
})

describe('R-TRUE-PRICE', () => {
  const at = '2027-03-20T12:00:00.000Z'

  it.each([
    ['2027-03-20T12:00:00.000Z', 199_00, true],
    ['2027-02-18T12:00:00.000Z', 199_00, true], // exactly 30 days ago
    ['2027-02-18T11:59:59.999Z', 199_00, false],
    ['2027-03-20T12:00:00.001Z', 199_00, false], // not charged yet
    ['2027-03-10T12:00:00.000Z', 198_99, false],
    ['2027-03-10T12:00:00.000Z', 299_00, false], // a higher price does not cover it
  ])('anchor 199.00 charged at %s for %i: %s', (chargedAt, price, holds) => {
    expect(truePrice(199_00, [{ price, at: chargedAt }], at, 30)).toBe(holds)
  })

  it('looks through all sales and needs one', () => {
    const sales = [
      { price: 189_00, at: '2027-03-01T00:00:00.000Z' },
      { price: 199_00, at: '2027-03-02T00:00:00.000Z' },
    ]
    expect(truePrice(199_00, sales, at, 30)).toBe(true)
    expect(truePrice(199_00, [], at, 30)).toBe(false)
  })
})
