import { percentOfFen } from './exact.ts'
import { isQualityReason } from './refund-words.ts'
import type { InspectionCause, InspectionGrade, LiableSide, RefundMethod, RefundReason } from './refund-words.ts'

/** What B3-T3 looks at; money in fen. */
export interface AmountCase {
  method: RefundMethod
  reason: RefundReason
  liable: LiableSide
  item_paid: number
  freight_paid: number
  /** What the return parcel costs; null = not known yet, counted as 0 at approval. */
  return_freight: number | null
  freight_insurance: boolean
  in_window: boolean
  eligible: boolean
  goodwill: boolean
  compensation: number
  /** Value of an accepted retention offer; null = the usual share of the item. */
  offer_value: number | null
  offer: 'partial' | 'coupon'
  /** Inspection of goods that came back first (M4); null before it. */
  grade: InspectionGrade | null
  caused_by: InspectionCause | null
}

/** Shares in percent: of a partial compensation (20), and what a buyer-caused B (20) or C, X (100) keeps from a return-first refund. */
export interface AmountShares {
  partial: number
  buyerB: number
  buyerC: number
}

export type AmountRow = 'quality' | 'other_liable' | 'no_reason' | 'goodwill' | 'none'

export type RefundAmount = {
  row: AmountRow
  item: number
  outbound_freight: number
  /** Return freight the shop bears. */
  return_freight: number
  return_freight_by: 'seller' | 'insurance' | 'buyer' | 'none'
  compensation: number
  /** item + outbound freight + return freight borne by the shop + compensation: what R-APPROVE looks at. */
  approval_amount: number
  apology: boolean
}

/**
 * B3-T3: what is paid back and who bears the freights, by method. Methods without refund (reject, exchange, repair, reship) pay
 * no item; a cancelled, unshipped order gets its freight back; a kept item is paid by the accepted offer alone.
 */
export function refundAmount(given: AmountCase, shares: AmountShares): RefundAmount {
  const row = amountRow(given)
  const shopLiable = row === 'quality' || row === 'other_liable'
  const returnBy = returnFreightBy(given, row)
  const item = itemAmount(given, shares)
  const freightBack = item > 0 && (shopLiable || given.method === 'pre_ship_refund')
  const keeps = given.method === 'partial_keep'
  const outbound = freightBack && !keeps ? given.freight_paid : 0
  const returning = returnBy === 'seller' ? (given.return_freight ?? 0) : 0
  const compensation = given.compensation + (keeps && given.offer === 'coupon' ? (given.offer_value ?? 0) : 0)
  return {
    row,
    item,
    outbound_freight: outbound,
    return_freight: returning,
    return_freight_by: returnBy,
    compensation,
    approval_amount: item + outbound + returning + compensation,
    apology: shopLiable,
  }
}

/** The row of B3-T3: goodwill beats liability when only goodwill opened the case; `none` = nothing is owed. */
export function amountRow(given: AmountCase): AmountRow {
  const buyerLiable = given.liable === 'buyer'
  if (!given.eligible || (buyerLiable && !given.in_window)) return given.goodwill ? 'goodwill' : 'none'
  if (buyerLiable) return 'no_reason'
  return isQualityReason(given.reason) ? 'quality' : 'other_liable'
}

function itemAmount(given: AmountCase, shares: AmountShares): number {
  switch (given.method) {
    case 'reject':
    case 'exchange':
    case 'repair':
    case 'reship':
      return 0
    case 'partial_keep':
      if (given.offer === 'coupon') return 0
      return given.offer_value ?? percentOfFen(given.item_paid, shares.partial)
    case 'return_first_refund':
      return given.item_paid - percentOfFen(given.item_paid, keptShare(given, shares))
    default:
      return given.item_paid
  }
}

// Row M4: goods the buyer spoilt are paid back minus the share of B3-T5.
function keptShare(given: AmountCase, shares: AmountShares): number {
  if (given.caused_by !== 'buyer' || given.grade === null || given.grade === 'A') return 0
  return given.grade === 'B' ? shares.buyerB : shares.buyerC
}

const methodsWithReturn: readonly RefundMethod[] = ['exchange', 'repair', 'return_first_refund', 'refund_first_return']

function returnFreightBy(given: AmountCase, row: AmountRow): RefundAmount['return_freight_by'] {
  if (!methodsWithReturn.includes(given.method)) return 'none'
  if (row === 'quality' || row === 'other_liable') return 'seller'
  return row === 'no_reason' && given.freight_insurance ? 'insurance' : 'buyer'
}
