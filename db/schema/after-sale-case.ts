import type { ClockInstant, Instant, OptionalInstant } from './column-types.ts'

/** A case as the platform's after-sale desk knows it. */
export interface AfterSaleCaseTable {
  storeId: string
  afterSaleNo: string
  kind: 'return' | 'complaint'
  orderNo: string
  sku: string | null
  reason: string | null
  wanted: string | null
  platformCaseNo: string | null
  appliedAt: Instant
  refundedAt: OptionalInstant
  /** Fen paid back. */
  refunded: number | null
  updatedAt: ClockInstant
}
