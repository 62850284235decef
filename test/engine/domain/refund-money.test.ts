import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disposal } from '#engine/domain/disposal.ts'
import { instantRefund } from '#engine/domain/instant-refund.ts'
import { recovery } from '#engine/domain/recovery.ts'
import type { RecoveryCase } from '#engine/domain/recovery.ts'
import { cashLeaving, goodwillApprovers, refundApprovers } from '#engine/domain/refund-approvers.ts'
import { inspectionCauses, inspectionGrades, liableSides } from '#engine/domain/refund-words.ts'

describe('R-APPROVE', () => {
  const limits = { agent: 50_00, csLead: 200_00, storeManager: 2_000_00 }

  it.each([
    [0, []],
    [39_00, []], // SC-01
    [50_00, []],
    [50_01, ['cs-lead']],
    [200_00, ['cs-lead']],
    [200_01, ['cs-lead', 'store-manager']],
    [328_00, ['cs-lead', 'store-manager']], // SC-02
    [2_000_00, ['cs-lead', 'store-manager']],
    [2_000_01, ['cs-lead', 'store-manager', 'finance']],
    [9_999_999_99, ['cs-lead', 'store-manager', 'finance']],
  ])('%i fen: %j', (amount, approvers) => {
    expect(refundApprovers(amount, limits)).toEqual(approvers)
  })

  it.each([
    [10_00, ['cs-lead']],
    [50_01, ['cs-lead', 'store-manager']],
    [200_01, ['cs-lead', 'store-manager', 'finance']],
    [2_000_01, ['cs-lead', 'store-manager', 'finance']],
  ])('goodwill of %i fen goes one level higher: %j', (amount, approvers) => {
    expect(goodwillApprovers(amount, limits)).toEqual(approvers)
  })

  it('follows the limits of the store', () => {
    const strict = { agent: 0, csLead: 10_00, storeManager: 10_00 }
    expect(refundApprovers(0, strict)).toEqual([])
    expect(refundApprovers(1, strict)).toEqual(['cs-lead'])
    expect(refundApprovers(10_01, strict)).toEqual(['cs-lead', 'store-manager', 'finance'])
  })

  it('never asks fewer people for more money', () => {
    const amount = fc.integer({ min: 0, max: 3_000_00 })
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        expect(refundApprovers(less, limits).length).toBeLessThanOrEqual(refundApprovers(more, limits).length)
      }),
    )
  })

  it('counts a coupon at its face value', () => {
    expect(cashLeaving(0, 0, 0, 5_00)).toBe(5_00)
    expect(cashLeaving(328_00, 12_00, 5_00, 5_00)).toBe(350_00)
  })
})

describe('refund.instant', () => {
  const limits = { lowValue: 50_00, returnsBelow: 3 }

  it.each([
    ['seller', 50_00, 2, true],
    ['logistics', 50_00, 2, true],
    ['seller', 50_01, 2, false],
    ['seller', 50_00, 3, false],
    ['supplier', 50_00, 0, false],
    ['buyer', 10_00, 0, false],
    ['none', 10_00, 0, false],
  ] as const)('%s, %i fen, %i returns: %s', (liable, paid, returns, instant) => {
    expect(instantRefund(liable, paid, returns, limits)).toBe(instant)
  })
})

describe('B3-T4', () => {
  it.each([
    ['A', 'restock'],
    ['B', 'repair_sell_seconds'],
    ['C', 'scrap'],
    ['X', 'hold_and_claim'],
  ] as const)('%s: %s', (grade, what) => {
    expect(disposal(grade)).toBe(what)
  })
})

describe('B3-T5', () => {
  const shares = { supplier: 100, buyerB: 20, buyerC: 100 }
  const usual: RecoveryCase = {
    liable: 'supplier',
    grade: null,
    caused_by: null,
    not_sent: false,
    item_paid: 328_00,
    return_freight: 12_00,
    deducted: 0,
  }

  it.each<[string, Partial<RecoveryCase>, string, number]>([
    ['SC-02: supplier, item and return freight', { grade: 'C', caused_by: 'as_reported' }, 'supplier', 340_00],
    ['SC-01: courier, item', { liable: 'logistics', item_paid: 39_00, return_freight: 0 }, 'courier', 39_00],
    ['courier bears no freight', { liable: 'logistics' }, 'courier', 328_00],
    ['seller: nobody to claim from', { liable: 'seller' }, 'none', 0],
    ['buyer, intact', { liable: 'buyer', grade: 'A', caused_by: 'buyer' }, 'none', 0],
    ['buyer-caused B', { liable: 'buyer', grade: 'B', caused_by: 'buyer' }, 'customer', 65_60],
    ['buyer-caused C', { liable: 'buyer', grade: 'C', caused_by: 'buyer' }, 'customer', 328_00],
    ['wrong parcel', { liable: 'seller', grade: 'X', caused_by: 'as_reported' }, 'customer', 328_00],
    ['wrong parcel by the buyer', { grade: 'X', caused_by: 'buyer' }, 'customer', 328_00],
    ['buyer-caused beats the supplier', { grade: 'B', caused_by: 'buyer' }, 'customer', 65_60],
    ['broken on the way back', { grade: 'C', caused_by: 'transit' }, 'courier', 328_00],
    ['never sent back', { not_sent: true }, 'customer', 328_00],
    ['kept back already (M4)', { liable: 'buyer', grade: 'B', caused_by: 'buyer', deducted: 65_60 }, 'customer', 0],
  ])('%s', (_name, change, from, claim) => {
    expect(recovery({ ...usual, ...change }, shares)).toMatchObject({ from, claim })
  })

  it('splits only the return freight with the supplier', () => {
    expect(recovery(usual, { ...shares, supplier: 50 }).claim).toBe(334_00)
    expect(recovery({ ...usual, return_freight: 1 }, { ...shares, supplier: 50 }).claim).toBe(328_01)
  })

  it('hits exactly one row for every combination', () => {
    const damaged = (grade: string | null): boolean => grade === 'B' || grade === 'C'
    const seen = new Set<string>()
    for (const liable of liableSides)
      for (const grade of [null, ...inspectionGrades])
        for (const caused_by of [null, ...inspectionCauses])
          for (const not_sent of [false, true]) {
            const moving = !not_sent && grade !== null && grade !== 'A' && caused_by === 'transit'
            const wrong = !not_sent && grade === 'X' && caused_by !== 'transit'
            const buyer = !not_sent && damaged(grade) && caused_by === 'buyer'
            const byLiability = !not_sent && !moving && !wrong && !buyer
            const rows = [
              not_sent ? 'not_sent' : '',
              moving ? 'transit' : '',
              wrong ? 'wrong_parcel' : '',
              buyer && grade === 'B' ? 'buyer_b' : '',
              buyer && grade === 'C' ? 'buyer_c' : '',
              byLiability && liable === 'supplier' ? 'supplier' : '',
              byLiability && liable === 'logistics' ? 'courier' : '',
              byLiability && liable !== 'supplier' && liable !== 'logistics' ? 'none' : '',
            ].filter((row) => row !== '')
            const { row } = recovery({ ...usual, liable, grade, caused_by, not_sent }, shares)
            expect(rows).toEqual([row])
            seen.add(row)
          }
    expect(seen.size).toBe(8)
  })
})
