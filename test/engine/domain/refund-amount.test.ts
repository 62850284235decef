import { describe, expect, it } from 'vitest'
import { amountRow, refundAmount } from '#engine/domain/refund-amount.ts'
import type { AmountCase, RefundAmount } from '#engine/domain/refund-amount.ts'
import { liableSides, refundMethods, refundReasons } from '#engine/domain/refund-words.ts'

const shares = { partial: 20, buyerB: 20, buyerC: 100 }
const usual: AmountCase = {
  method: 'refund_first_return',
  reason: 'quality',
  liable: 'supplier',
  item_paid: 328_00,
  freight_paid: 8_00,
  return_freight: 12_00,
  freight_insurance: false,
  in_window: true,
  eligible: true,
  goodwill: false,
  compensation: 0,
  offer_value: null,
  offer: 'partial',
  grade: null,
  caused_by: null,
}
const dislike = { reason: 'dislike', liable: 'buyer' } as const
const goodwill = { ...dislike, in_window: false, eligible: false, goodwill: true } as const
const sent = { grade: 'B', caused_by: 'buyer' } as const

describe('B3-T3 rows', () => {
  it.each<[string, Partial<AmountCase>, Partial<RefundAmount>]>([
    [
      'quality: full, freights on the shop, apology',
      {},
      {
        row: 'quality',
        item: 328_00,
        outbound_freight: 8_00,
        return_freight: 12_00,
        return_freight_by: 'seller',
        approval_amount: 348_00,
        apology: true,
      },
    ],
    [
      'SC-02 at approval: return freight not known',
      { freight_paid: 0, return_freight: null },
      { item: 328_00, return_freight: 0, approval_amount: 328_00 },
    ],
    [
      'SC-01: kept, logistics liable',
      {
        method: 'keep_and_refund',
        reason: 'damaged',
        liable: 'logistics',
        item_paid: 39_00,
        freight_paid: 0,
        return_freight: null,
      },
      { row: 'other_liable', item: 39_00, return_freight_by: 'none', approval_amount: 39_00, apology: true },
    ],
    [
      'wrong item, seller liable',
      { reason: 'wrong_item', liable: 'seller' },
      {
        row: 'other_liable',
        item: 328_00,
        outbound_freight: 8_00,
        return_freight_by: 'seller',
        approval_amount: 348_00,
      },
    ],
    [
      'dislike in the window: buyer pays both freights',
      { ...dislike },
      {
        row: 'no_reason',
        item: 328_00,
        outbound_freight: 0,
        return_freight: 0,
        return_freight_by: 'buyer',
        approval_amount: 328_00,
        apology: false,
      },
    ],
    [
      'dislike in the window, insured',
      { ...dislike, freight_insurance: true },
      { row: 'no_reason', return_freight: 0, return_freight_by: 'insurance', approval_amount: 328_00 },
    ],
    [
      'quality, insured: the shop pays anyway',
      { freight_insurance: true },
      { return_freight_by: 'seller', return_freight: 12_00 },
    ],
    [
      'misuse in the window: as no-reason',
      { liable: 'buyer' },
      { row: 'no_reason', outbound_freight: 0, return_freight_by: 'buyer' },
    ],
    [
      'goodwill: full, buyer pays the freights',
      { ...goodwill, freight_insurance: true },
      {
        row: 'goodwill',
        item: 328_00,
        outbound_freight: 0,
        return_freight_by: 'buyer',
        approval_amount: 328_00,
        apology: false,
      },
    ],
    [
      'goodwill inside the window changes nothing',
      { ...dislike, goodwill: true, freight_insurance: true },
      { row: 'no_reason', return_freight_by: 'insurance' },
    ],
    ['compensation counts', { compensation: 5_00 }, { compensation: 5_00, approval_amount: 353_00 }],
    [
      'rejected: nothing',
      { ...dislike, in_window: false, eligible: false, method: 'reject' },
      { row: 'none', item: 0, outbound_freight: 0, return_freight_by: 'none', approval_amount: 0 },
    ],
    [
      'not shipped: all back, freight too',
      { ...dislike, method: 'pre_ship_refund' },
      { item: 328_00, outbound_freight: 8_00, return_freight_by: 'none', approval_amount: 336_00 },
    ],
    [
      'intercepted for dislike: freight was spent',
      { ...dislike, method: 'intercept' },
      { item: 328_00, outbound_freight: 0, approval_amount: 328_00 },
    ],
    [
      'lost',
      { method: 'refund_only', reason: 'lost', liable: 'logistics' },
      { row: 'other_liable', item: 328_00, outbound_freight: 8_00, return_freight: 0, approval_amount: 336_00 },
    ],
    [
      'exchange: only the return freight',
      { method: 'exchange' },
      { item: 0, outbound_freight: 0, return_freight: 12_00, approval_amount: 12_00 },
    ],
    [
      'exchange the buyer pays for',
      { ...dislike, method: 'exchange' },
      { return_freight_by: 'buyer', approval_amount: 0 },
    ],
    ['reship: no cash', { method: 'reship', reason: 'lost', liable: 'logistics' }, { approval_amount: 0 }],
    [
      'partial: a fifth of the item, no freight',
      { ...dislike, method: 'partial_keep' },
      { item: 65_60, outbound_freight: 0, return_freight_by: 'none', approval_amount: 65_60 },
    ],
    [
      'partial of the shop: no freight either',
      { method: 'partial_keep' },
      { item: 65_60, outbound_freight: 0, approval_amount: 65_60 },
    ],
    [
      'partial as agreed',
      { ...dislike, method: 'partial_keep', offer_value: 98_40 },
      { item: 98_40, approval_amount: 98_40 },
    ],
    [
      'coupon at face value',
      { ...dislike, method: 'partial_keep', offer: 'coupon', offer_value: 5_00 },
      { item: 0, compensation: 5_00, approval_amount: 5_00 },
    ],
    ['goods first, graded A', { method: 'return_first_refund', ...sent, grade: 'A' }, { item: 328_00 }],
    ['goods first, before inspection', { method: 'return_first_refund' }, { item: 328_00 }],
    [
      'goods first, B as reported',
      { method: 'return_first_refund', grade: 'B', caused_by: 'as_reported' },
      { item: 328_00 },
    ],
    ['goods first, B by the buyer', { ...dislike, method: 'return_first_refund', ...sent }, { item: 262_40 }],
    [
      'goods first, C by the buyer',
      { ...dislike, method: 'return_first_refund', ...sent, grade: 'C' },
      { item: 0, approval_amount: 0 },
    ],
    ['money first ignores the inspection', { ...sent }, { item: 328_00 }],
  ])('%s', (_name, change, expected) => {
    expect(refundAmount({ ...usual, ...change }, shares)).toMatchObject(expected)
  })
})

describe('B3-T3 is total', () => {
  it('hits exactly one row and pays no more than was paid, for every combination', () => {
    let count = 0
    for (const method of refundMethods)
      for (const reason of refundReasons)
        for (const liable of liableSides)
          for (let bits = 0; bits < 16; bits += 1) {
            count += 1
            const bit = (at: number): boolean => ((bits >> at) & 1) === 1
            const given: AmountCase = {
              ...usual,
              method,
              reason,
              liable,
              in_window: bit(0),
              eligible: bit(1),
              goodwill: bit(2),
              freight_insurance: bit(3),
            }
            const buyer = liable === 'buyer'
            const closed = !given.eligible || (buyer && !given.in_window)
            const fault = reason === 'quality' || reason === 'functional'
            const rows = [
              closed && given.goodwill ? 'goodwill' : '',
              closed && !given.goodwill ? 'none' : '',
              !closed && buyer ? 'no_reason' : '',
              !closed && !buyer && fault ? 'quality' : '',
              !closed && !buyer && !fault ? 'other_liable' : '',
            ].filter((row) => row !== '')
            expect(rows).toEqual([amountRow(given)])
            const paid = refundAmount(given, shares)
            expect(paid.item).toBeLessThanOrEqual(given.item_paid)
            expect(paid.outbound_freight).toBeLessThanOrEqual(given.freight_paid)
            expect(paid.approval_amount).toBe(
              paid.item + paid.outbound_freight + paid.return_freight + paid.compensation,
            )
          }
    expect(count).toBe(11 * 10 * 5 * 16)
  })
})
