import { describe, expect, it } from 'vitest'
import { bestSegment } from '#engine/domain/best-segment.ts'
import { campaignEntries } from '#engine/domain/campaign-entries.ts'
import type { CampaignEntry, EntryGoods } from '#engine/domain/campaign-entries.ts'
import { campaignPrices } from '#engine/domain/campaign-prices.ts'
import type { CampaignPrice, PricedGoods, PricedItem } from '#engine/domain/campaign-prices.ts'
import { domainFunctions } from '#engine/domain/function-table.ts'
import { livePrices } from '#engine/domain/live-prices.ts'
import type { LivePrice } from '#engine/domain/live-prices.ts'
import { productOf } from '#engine/domain/product-facts.ts'
import { showOrder } from '#engine/domain/show-order.ts'
import { stockPlan } from '#engine/domain/stock-plan.ts'
import type { PlannedGoods } from '#engine/domain/stock-plan.ts'
import type { JsonValue } from '#engine/model/text.ts'
import { defaultStoreCalendar } from '#engine/time/chinese-holidays.ts'

const entry: EntryGoods = { sku: 'X', list_price: 23900, campaign_price: null, lowest_30d: 23900, sales_history: 380 }

describe('R-ELIG over the items of a campaign', () => {
  it.each<[string, Partial<EntryGoods>, JsonValue, Partial<CampaignEntry>]>([
    ['SC-04: 239.00 at the lowest, 380 sold', {}, null, { campaign_price: 23900, eligible: true }],
    ['a fen above the lowest', { campaign_price: 23901 }, null, { campaign_price: 23901, eligible: false }],
    ['50 sold is enough', { sales_history: 50 }, null, { eligible: true }],
    ['49 sold is not', { sales_history: 49 }, null, { eligible: false }],
    ['nothing known: undecided', { lowest_30d: null, sales_history: null }, null, { eligible: null }],
    ['too few sales fail also without a price', { lowest_30d: null, sales_history: 3 }, null, { eligible: false }],
    [
      'figures from the store data',
      { lowest_30d: null, sales_history: null },
      [
        { sku: 'Y', lowest30d: 100, salesHistory: 0 },
        { sku: 'X', lowest30d: 23900, salesHistory: 60 },
      ],
      { lowest_30d: 23900, sales_history: 60, eligible: true },
    ],
    ['typed figures win', {}, { sku: 'X', lowest30d: 1, salesHistory: 0 }, { lowest_30d: 23900, eligible: true }],
  ])('%s', (_, change, known, expected) => {
    expect(campaignEntries([{ ...entry, ...change }], [], known, 50)).toEqual([expect.objectContaining(expected)])
  })

  it('goes by the price set and leaves out what was taken out', () => {
    const goods = [entry, { ...entry, sku: 'Y', lowest_30d: 19900 }]
    expect(campaignEntries(goods, [{ sku: 'Y', campaign_price: 19900 }], null, 50)).toEqual([
      { sku: 'Y', campaign_price: 19900, lowest_30d: 19900, sales_history: 380, eligible: true },
    ])
  })
})

const offers = { presale: true, presaleOff: 2000, fullCutThreshold: 20000, fullCut: 3000, coupon: 3000 }
const item: PricedItem = { sku: 'X', campaign_price: null, final_price: null, presale: null }
const goods: PricedGoods = { sku: 'X', list_price: 23900, campaign_price: null, unit_cost: 12000 }

describe('B2-T2 and R-MARGIN over the items of a campaign', () => {
  it.each<[string, Partial<PricedItem>, Partial<PricedGoods>, boolean, Partial<CampaignPrice>]>([
    ['SC-04 spot', {}, {}, false, { spot_price: 17900, presale_price: null, margin: 32.96, healthy: true }],
    ['SC-04 pre-sale', {}, {}, true, { presale_price: 15900, lowest_price: 15900, margin: 24.53, healthy: false }],
    ['a typed spot price does not hide the pre-sale', { final_price: 17900 }, {}, true, { lowest_price: 15900 }],
    ['an item outside of the pre-sale', { presale: false }, {}, true, { lowest_price: 17900, healthy: true }],
    ['a typed price below the stack', { final_price: 17100 }, {}, false, { lowest_price: 17100, healthy: false }],
    ['below the threshold nothing is cut', { campaign_price: 19900 }, {}, false, { spot_price: 19900 }],
    ['cost not known', {}, { unit_cost: null }, false, { lowest_price: 17900, margin: null, healthy: null }],
    ['price not known', {}, { list_price: null }, true, { lowest_price: null, healthy: null }],
  ])('%s', (_, priced, known, presale, expected) => {
    const rows = campaignPrices([{ ...item, ...priced }], [{ ...goods, ...known }], { ...offers, presale }, 30)
    expect(rows).toEqual([expect.objectContaining(expected)])
  })
})

describe('bs-stock-plan', () => {
  const planned: PlannedGoods = { sku: 'X', forecast_units: 900, daily_avg: 18, stock: 240, restock_days: null }
  it.each<[string, Partial<PlannedGoods>, JsonValue, number, number]>([
    ['SC-04', {}, null, 65, 725],
    ['own replenishment days', { restock_days: 5 }, null, 108, 768],
    ['those of the store data', {}, { restockDays: 10 }, 216, 876],
    ['enough on hand', { stock: 2000 }, null, 65, 0],
    ['nothing typed yet', { forecast_units: null, daily_avg: null, stock: null }, null, 0, 0],
  ])('%s', (_, change, known, safety, toBuy) => {
    const row = { safety_stock: safety, to_buy: toBuy }
    expect(stockPlan([{ ...planned, ...change }], known, 3, 20)).toEqual([expect.objectContaining(row)])
  })
})

describe('ls-offer and ls-extend', () => {
  const item = { sku: 'X', list_price: 19900, live_price: 12900, unit_cost: 9000 }
  it.each<[string, { anchor_price: number | null; coupon: number | null }, Partial<LivePrice>]>([
    ['no coupon', { anchor_price: 19900, coupon: null }, { final_price: 12900, margin: 30.23, healthy: true }],
    [
      'a coupon eats the margin',
      { anchor_price: 19900, coupon: 100 },
      { final_price: 12800, margin: 29.69, healthy: false },
    ],
    ['the price charged as anchor', { anchor_price: 19900, coupon: null }, { true_anchor: true, contrast: true }],
    ['an invented anchor', { anchor_price: 29900, coupon: null }, { true_anchor: false }],
    ['no contrast', { anchor_price: 12900, coupon: null }, { true_anchor: true, contrast: false }],
    ['no anchor yet', { anchor_price: null, coupon: null }, { true_anchor: null, contrast: null }],
  ])('%s', (_, offer, expected) => {
    expect(livePrices([item], [{ sku: 'X', ...offer }], 30)).toEqual([expect.objectContaining(expected)])
    expect(livePrices([], [{ sku: 'X', ...offer }], 30)).toEqual([
      expect.objectContaining({ healthy: null, final_price: null }),
    ])
  })

  it.each<[{ sku: string; clicks: number; orders: number }[], string | null]>([
    [[], null],
    [[{ sku: 'a', clicks: 0, orders: 0 }], null],
    [
      [
        { sku: 'a', clicks: 100, orders: 5 },
        { sku: 'b', clicks: 50, orders: 5 },
      ],
      'b',
    ],
    [
      [
        { sku: 'a', clicks: 100, orders: 10 },
        { sku: 'b', clicks: 50, orders: 5 },
      ],
      'a',
    ],
  ])('%j: best %s', (rows, best) => {
    expect(bestSegment(rows.map(({ sku, clicks, orders }) => ({ item: { sku }, clicks, orders })))).toBe(best)
  })
})

describe('rows and records', () => {
  it('puts a line-up into show order', () => {
    const rows = [{ sku: 'c', order: 3 }, { sku: 'a', order: 1 }, { sku: 'x' }, { sku: 'b', order: 2 }]
    expect(showOrder(rows).map((row) => (row as { sku: string }).sku)).toEqual(['a', 'b', 'c', 'x'])
  })

  it.each<[JsonValue, number | null]>([
    [null, null],
    [{ lowest30d: 100 }, 100],
    [{ sku: 'X', lowest30d: 100 }, 100],
    [{ sku: 'Y', lowest30d: 100 }, null],
    [
      [
        { sku: 'Y', lowest30d: 1 },
        { sku: 'X', lowest30d: 2 },
      ],
      2,
    ],
  ])('finds the product in %j', (fact, lowest) => {
    expect(productOf(fact, 'X').lowest30d).toBe(lowest)
  })

  it('answers over half-filled rows by name', () => {
    const call = (name: string, ...values: unknown[]) => domainFunctions[name]!.call(values, defaultStoreCalendar)
    expect(call('campaignPrices', null, null, false, 2000, 20000, 3000, 3000, 30)).toEqual([])
    expect(call('campaignPrices', [{}], [{}], true, 2000, 20000, 3000, 3000, 30)).toEqual([
      {
        sku: null,
        campaign_price: null,
        spot_price: null,
        presale_price: null,
        lowest_price: null,
        margin: null,
        healthy: null,
      },
    ])
    expect(call('campaignEntries', null, null, null, 50)).toEqual([])
    expect(call('stockPlan', null, null, 3, 20)).toEqual([])
    expect(call('showOrder', null)).toEqual([])
    expect(call('livePrices', null, null, 30)).toEqual([])
    expect(call('bestSegment', [{ item: { sku: 'a', order: 1 }, clicks: 2, orders: 1, at: null }])).toBe('a')
  })
})
