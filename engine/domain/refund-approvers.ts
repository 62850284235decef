/** Limits of R-APPROVE in fen, set per store by the store-manager. */
export interface ApprovalLimits {
  /** Up to this the agent pays alone (¥50). */
  agent: number
  /** Up to this the cs-lead decides (¥200). */
  csLead: number
  /** Up to this the store-manager is the last level (¥2 000); above it finance co-signs. */
  storeManager: number
}

/** Every role a ladder over cash may call. */
export const approverRoles = ['cs-lead', 'store-manager', 'finance'] as const

/**
 * R-APPROVE: roles that approve cash leaving the shop (fen), one after another: none up to the agent's limit, then cs-lead,
 * store-manager, finance. Limits are inclusive: 50.00 needs nobody, 50.01 the cs-lead, 2 000.01 all three.
 */
export function refundApprovers(amount: number, limits: ApprovalLimits): string[] {
  return approverRoles.slice(0, levelsNeeded(amount, limits))
}

/** B3-T2 M6: goodwill is approved one level above what R-APPROVE asks for the amount, at least by the cs-lead. */
export function goodwillApprovers(amount: number, limits: ApprovalLimits): string[] {
  return approverRoles.slice(0, levelsNeeded(amount, limits) + 1)
}

/** R-APPROVE, B4: cash leaving the shop in fen: refund + freight + compensation, a coupon at its face value. */
export function cashLeaving(refund: number, freight: number, compensation: number, couponFaceValue: number): number {
  return refund + freight + compensation + couponFaceValue
}

function levelsNeeded(amount: number, limits: ApprovalLimits): number {
  if (amount <= limits.agent) return 0
  if (amount <= limits.csLead) return 1
  return amount <= limits.storeManager ? 2 : 3
}
