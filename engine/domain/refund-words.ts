/** Enumerations of the return-refund playbook (B3), as they stand in its forms. */
export const refundReasons = [
  'quality',
  'damaged',
  'wrong_item',
  'missing',
  'lost',
  'late',
  'functional',
  'size',
  'dislike',
  'other',
] as const
export type RefundReason = (typeof refundReasons)[number]

export const wantedOutcomes = ['refund_only', 'return_refund', 'exchange', 'repair', 'reship'] as const
export type WantedOutcome = (typeof wantedOutcomes)[number]

export const liableSides = ['seller', 'supplier', 'logistics', 'buyer', 'none'] as const
export type LiableSide = (typeof liableSides)[number]

export const parcelStates = ['not_shipped', 'in_transit', 'delivered'] as const
export type ParcelState = (typeof parcelStates)[number]

export const refundMethods = [
  'pre_ship_refund',
  'intercept',
  'refund_only',
  'reship',
  'keep_and_refund',
  'exchange',
  'repair',
  'return_first_refund',
  'refund_first_return',
  'reject',
  'partial_keep',
] as const
export type RefundMethod = (typeof refundMethods)[number]

export const inspectionGrades = ['A', 'B', 'C', 'X'] as const
export type InspectionGrade = (typeof inspectionGrades)[number]

export const inspectionCauses = ['as_reported', 'buyer', 'transit'] as const
export type InspectionCause = (typeof inspectionCauses)[number]

/** Reasons of the family "quality": the goods fail (seed family; B3-T1, first row of B3-T3). */
export function isQualityReason(reason: RefundReason): boolean {
  return reason === 'quality' || reason === 'functional'
}

/** Reasons that say the goods arrived wrong: the quality cases with the longer window of rr-eligibility. */
export function isFaultReason(reason: RefundReason): boolean {
  return isQualityReason(reason) || reason === 'damaged' || reason === 'wrong_item' || reason === 'missing'
}

/** Reasons of taste: dislike and size, the no-reason returns. */
export function isTasteReason(reason: RefundReason): boolean {
  return reason === 'dislike' || reason === 'size'
}
