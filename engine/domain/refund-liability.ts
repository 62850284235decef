import type { SupplyMode } from './stock-alert.ts'
import type { LiableSide, RefundReason } from './refund-words.ts'

/** What the evidence proves beyond the reason itself (B3-T1, last column; supplier_defect as in SC-02). */
export const liabilityEvidence = [
  'none',
  'misuse',
  'supplier_defect',
  'bad_packing',
  'supplier_packed',
  'wrong_description',
] as const
export type LiabilityEvidence = (typeof liabilityEvidence)[number]

type Family = 'goods' | 'transport' | 'picking' | 'taste'

const families: Readonly<Record<RefundReason, Family>> = Object.freeze({
  quality: 'goods',
  functional: 'goods',
  damaged: 'transport',
  lost: 'transport',
  late: 'transport',
  wrong_item: 'picking',
  missing: 'picking',
  size: 'taste',
  dislike: 'taste',
  other: 'taste',
})

/**
 * B3-T1: who is liable by reason, unless the evidence that counts for that family moves it; other evidence changes nothing.
 * Faulty goods: supplier when drop-shipped, else seller. A proposal: the cs-agent confirms it.
 */
export function refundLiability(reason: RefundReason, supplyMode: SupplyMode, evidence: LiabilityEvidence): LiableSide {
  switch (families[reason]) {
    case 'goods':
      if (evidence === 'misuse') return 'buyer'
      return supplyMode === 'dropship' || evidence === 'supplier_defect' ? 'supplier' : 'seller'
    case 'transport':
      return evidence === 'bad_packing' ? 'seller' : 'logistics'
    case 'picking':
      return evidence === 'supplier_packed' ? 'supplier' : 'seller'
    case 'taste':
      return evidence === 'wrong_description' ? 'seller' : 'buyer'
  }
}
