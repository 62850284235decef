import { percentOfFen } from './exact.ts'
import type { InspectionCause, InspectionGrade, LiableSide } from './refund-words.ts'

/** What B3-T5 looks at; money in fen. */
export interface RecoveryCase {
  liable: LiableSide
  /** Inspection, null when nothing came back. */
  grade: InspectionGrade | null
  caused_by: InspectionCause | null
  /** Refunded first and never sent back (rr-track). */
  not_sent: boolean
  item_paid: number
  /** Return freight the shop bore. */
  return_freight: number
  /** What was already kept back from the refund for the same damage (M4). */
  deducted: number
}

/** Shares in percent: of the return freight the supplier bears (100), of the item for a buyer-caused B (20) and C or X (100). */
export interface RecoveryShares {
  supplier: number
  buyerB: number
  buyerC: number
}

export type RecoveryRow =
  | 'not_sent'
  | 'wrong_parcel'
  | 'buyer_b'
  | 'buyer_c'
  | 'transit'
  | 'supplier'
  | 'courier'
  | 'none'

export type Recovery = { row: RecoveryRow; from: 'supplier' | 'courier' | 'customer' | 'none'; claim: number }

/**
 * B3-T5, first match: goods not sent or a wrong parcel (X) → customer 100 %; buyer-caused B 20 %, C 100 %; transit damage → courier,
 * item; supplier-liable → item + return freight × share (SC-02: 340.00); courier-liable → item (SC-01: 39.00); else nothing.
 */
export function recovery(given: RecoveryCase, shares: RecoveryShares): Recovery {
  const row = recoveryRow(given)
  const left = (amount: number): number => Math.max(0, amount - given.deducted)
  switch (row) {
    case 'not_sent':
      return { row, from: 'customer', claim: left(given.item_paid) }
    case 'wrong_parcel':
    case 'buyer_c':
      return { row, from: 'customer', claim: left(percentOfFen(given.item_paid, shares.buyerC)) }
    case 'buyer_b':
      return { row, from: 'customer', claim: left(percentOfFen(given.item_paid, shares.buyerB)) }
    case 'supplier':
      return { row, from: 'supplier', claim: given.item_paid + percentOfFen(given.return_freight, shares.supplier) }
    case 'transit':
    case 'courier':
      return { row, from: 'courier', claim: given.item_paid }
    case 'none':
      return { row, from: 'none', claim: 0 }
  }
}

/** The row of B3-T5 that applies. */
export function recoveryRow(given: RecoveryCase): RecoveryRow {
  if (given.not_sent) return 'not_sent'
  if (given.grade !== null && given.grade !== 'A') {
    if (given.caused_by === 'transit') return 'transit'
    if (given.grade === 'X') return 'wrong_parcel'
    if (given.caused_by === 'buyer') return given.grade === 'B' ? 'buyer_b' : 'buyer_c'
  }
  if (given.liable === 'supplier') return 'supplier'
  return given.liable === 'logistics' ? 'courier' : 'none'
}
