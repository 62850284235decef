import type { LiableSide } from './refund-words.ts'

/** refund.instant (0.5): line and count below which accept-to-refund is one act. */
export interface InstantRefundLimits {
  /** Item paid up to this (fen, the low-value line). */
  lowValue: number
  /** Fewer returns of the buyer in 30 days than this (3). */
  returnsBelow: number
}

/** Instant refund 闪电退款 (0.5): seller- or logistics-liable, item paid ≤ low-value line, buyer returned fewer than 3 times in 30 days. */
export function instantRefund(
  liable: LiableSide,
  itemPaid: number,
  buyerReturns30d: number,
  limits: InstantRefundLimits,
): boolean {
  const ours = liable === 'seller' || liable === 'logistics'
  return ours && itemPaid <= limits.lowValue && buyerReturns30d < limits.returnsBelow
}
