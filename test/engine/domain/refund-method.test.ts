import { describe, expect, it } from 'vitest'
import { refundMethod } from '#engine/domain/refund-method.ts'
import type { MethodRow, RefundCase } from '#engine/domain/refund-method.ts'
import { liableSides, parcelStates, refundReasons, wantedOutcomes } from '#engine/domain/refund-words.ts'

const limits = { lowValue: 50_00, returnFirstReturns: 3, returnFirstAbove: 2_000_00 }
const usual: RefundCase = {
  parcel_state: 'delivered',
  reason: 'quality',
  wanted: 'return_refund',
  liable: 'supplier',
  item_paid: 328_00,
  freight_paid: 0,
  replacement_available: true,
  in_window: true,
  eligible: true,
  buyer_returns_30d: 0,
  goodwill: false,
  partial_accepted: false,
}
const buyerDislikes = { reason: 'dislike', liable: 'buyer' } as const
const tooLate = { in_window: false, eligible: false } as const

describe('B3-T2 rows', () => {
  it.each<[string, Partial<RefundCase>, string, string, string]>([
    ['SC-01', { reason: 'damaged', liable: 'logistics', item_paid: 39_00 }, 'M2', 'keep_and_refund', 'none'],
    ['SC-02', {}, 'M5', 'refund_first_return', 'after'],
    ['50.00 is low value', { item_paid: 50_00 }, 'M2', 'keep_and_refund', 'none'],
    ['50.01 is not', { item_paid: 50_01 }, 'M5', 'refund_first_return', 'after'],
    [
      'freight does not count for low value',
      { item_paid: 50_00, freight_paid: 10_00 },
      'M2',
      'keep_and_refund',
      'none',
    ],
    ['nobody liable is not the buyer', { liable: 'none', item_paid: 50_00 }, 'M2', 'keep_and_refund', 'none'],
    ['the buyer liable keeps nothing', { ...buyerDislikes, item_paid: 50_00 }, 'M5', 'refund_first_return', 'after'],
    ['not shipped', { parcel_state: 'not_shipped', item_paid: 39_00 }, 'M0', 'pre_ship_refund', 'none'],
    ['on its way', { ...buyerDislikes, parcel_state: 'in_transit' }, 'M0', 'intercept', 'none'],
    [
      'lost on its way',
      { parcel_state: 'in_transit', reason: 'lost', liable: 'logistics' },
      'M1',
      'refund_only',
      'none',
    ],
    ['lost, wanted again', { reason: 'lost', liable: 'logistics', wanted: 'reship' }, 'M1', 'reship', 'none'],
    [
      'lost, wanted again, none left',
      { reason: 'lost', wanted: 'reship', replacement_available: false },
      'M1',
      'refund_only',
      'none',
    ],
    ['lost beats low value', { reason: 'lost', item_paid: 10_00 }, 'M1', 'refund_only', 'none'],
    [
      'late, no longer wanted',
      { reason: 'late', liable: 'logistics', wanted: 'refund_only' },
      'M1',
      'refund_only',
      'none',
    ],
    [
      'late on its way, wanted anew',
      { parcel_state: 'in_transit', reason: 'late', wanted: 'reship' },
      'M1',
      'reship',
      'none',
    ],
    ['late, exchange', { reason: 'late', liable: 'logistics', wanted: 'exchange' }, 'M3', 'exchange', 'after'],
    ['exchange', { wanted: 'exchange' }, 'M3', 'exchange', 'after'],
    ['repair', { wanted: 'repair' }, 'M3', 'repair', 'first'],
    ['exchange the buyer pays for', { ...buyerDislikes, wanted: 'exchange' }, 'M3', 'exchange', 'first'],
    [
      'exchange, none in stock',
      { wanted: 'exchange', replacement_available: false },
      'M5',
      'refund_first_return',
      'after',
    ],
    ['exchange of a cheap item is kept', { wanted: 'exchange', item_paid: 50_00 }, 'M2', 'keep_and_refund', 'none'],
    ['2 returns in 30 days', { buyer_returns_30d: 2 }, 'M5', 'refund_first_return', 'after'],
    ['3 returns in 30 days', { buyer_returns_30d: 3 }, 'M4', 'return_first_refund', 'first'],
    ['2 000.00 in all', { item_paid: 1_990_00, freight_paid: 10_00 }, 'M5', 'refund_first_return', 'after'],
    ['2 000.01 in all', { item_paid: 1_990_01, freight_paid: 10_00 }, 'M4', 'return_first_refund', 'first'],
    ['exchange beats goods first', { wanted: 'exchange', buyer_returns_30d: 9 }, 'M3', 'exchange', 'after'],
    ['dislike in the window', { ...buyerDislikes }, 'M5', 'refund_first_return', 'after'],
    ['dislike too late', { ...buyerDislikes, ...tooLate }, 'M6', 'reject', 'none'],
    ['dislike too late, cheap', { ...buyerDislikes, ...tooLate, item_paid: 10_00 }, 'M6', 'reject', 'none'],
    ['dislike too late, 3 returns', { ...buyerDislikes, ...tooLate, buyer_returns_30d: 3 }, 'M6', 'reject', 'none'],
    [
      'dislike too late, goodwill',
      { ...buyerDislikes, ...tooLate, goodwill: true },
      'M5',
      'refund_first_return',
      'after',
    ],
    ['no-return category', { ...buyerDislikes, eligible: false }, 'M6', 'reject', 'none'],
    ['quality after 15 days', { ...tooLate }, 'M6', 'reject', 'none'],
    ['quality after 15 days, goodwill', { ...tooLate, goodwill: true }, 'M5', 'refund_first_return', 'after'],
    ['misuse in 7 days', { liable: 'buyer' }, 'M7', 'refund_first_return', 'after'],
    ['misuse after 7 days', { liable: 'buyer', in_window: false }, 'M7', 'reject', 'none'],
    ['other in 7 days', { reason: 'other', liable: 'buyer' }, 'M7', 'refund_first_return', 'after'],
    ['other after 7 days', { reason: 'other', liable: 'buyer', in_window: false }, 'M7', 'reject', 'none'],
    ['partial accepted', { partial_accepted: true }, 'partial', 'partial_keep', 'none'],
    [
      'partial keeps a rejected order',
      { ...buyerDislikes, ...tooLate, partial_accepted: true },
      'partial',
      'partial_keep',
      'none',
    ],
  ])('%s', (_name, change, row, method, goodsReturn) => {
    expect(refundMethod({ ...usual, ...change }, limits)).toEqual({ row, method, goods_return: goodsReturn })
  })
})

/** The table read as disjoint conditions: each row says what must not have matched before it. */
function rowsThatHold(given: RefundCase): MethodRow[] {
  const taste = given.reason === 'dislike' || given.reason === 'size'
  const goods = given.wanted === 'exchange' || given.wanted === 'repair'
  const notBuyer = given.liable !== 'buyer'
  const partial = given.partial_accepted
  const shut = !partial && !given.eligible && !given.goodwill
  const open = !partial && !shut
  const reshipLate = given.reason === 'late' && given.wanted === 'reship'
  const m0 =
    open &&
    (given.parcel_state === 'not_shipped' ||
      (given.parcel_state === 'in_transit' && given.reason !== 'lost' && !reshipLate))
  const m1 = open && !m0 && (given.reason === 'lost' || (given.reason === 'late' && !goods))
  const m2 = open && !m0 && !m1 && notBuyer && given.item_paid <= 5000
  const m3 = open && !m0 && !m1 && !m2 && goods && given.replacement_available && (notBuyer || given.in_window)
  const rest = open && !m0 && !m1 && !m2 && !m3
  const m4 = rest && (given.buyer_returns_30d >= 3 || given.item_paid + given.freight_paid > 200_000)
  const m5 = rest && !m4 && (notBuyer || given.goodwill || (taste && given.in_window))
  const m6 = shut || (rest && !m4 && !notBuyer && !given.goodwill && taste && !given.in_window)
  const m7 = rest && !m4 && !notBuyer && !given.goodwill && !taste
  const rows: [MethodRow, boolean][] = [
    ['M0', m0],
    ['M1', m1],
    ['M2', m2],
    ['M3', m3],
    ['M4', m4],
    ['M5', m5],
    ['M6', m6],
    ['M7', m7],
    ['partial', partial],
  ]
  return rows.filter(([, holds]) => holds).map(([row]) => row)
}

function* everyCase(): Generator<RefundCase> {
  const yesNo = [false, true]
  const prices = [
    [50_00, 0],
    [50_01, 0],
    [2_000_00, 0],
    [2_000_00, 1],
  ] as const
  for (const parcel_state of parcelStates)
    for (const reason of refundReasons)
      for (const wanted of wantedOutcomes)
        for (const liable of liableSides)
          for (const [item_paid, freight_paid] of prices)
            for (let bits = 0; bits < 64; bits += 1) {
              const bit = (at: number): boolean => yesNo[(bits >> at) & 1] ?? false
              yield {
                parcel_state,
                reason,
                wanted,
                liable,
                item_paid,
                freight_paid,
                replacement_available: bit(0),
                in_window: bit(1),
                eligible: bit(2),
                goodwill: bit(3),
                partial_accepted: bit(4),
                buyer_returns_30d: bit(5) ? 3 : 2,
              }
            }
}

describe('B3-T2 is total', () => {
  it('hits exactly one row for each of 192 000 combinations', () => {
    const wrong: unknown[] = []
    const seen = new Set<string>()
    let count = 0
    for (const given of everyCase()) {
      count += 1
      const expected = rowsThatHold(given)
      const { row } = refundMethod(given, limits)
      seen.add(row)
      if (expected.length !== 1 || expected[0] !== row) wrong.push({ given, expected, row })
    }
    expect(wrong.slice(0, 3)).toEqual([])
    expect(count).toBe(3 * 10 * 5 * 5 * 4 * 64)
    expect([...seen].sort()).toEqual(['M0', 'M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'partial'])
  })

  it('never rejects a case for which goodwill was granted', () => {
    const rejected = [...everyCase()].filter(
      (given) => given.goodwill && refundMethod(given, limits).method === 'reject',
    )
    expect(rejected).toEqual([])
  })
})
