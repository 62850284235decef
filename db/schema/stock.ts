import type { ClockInstant } from './column-types.ts'

/** Pieces of a SKU; available = onHand − locked, at least 0. */
export interface StockTable {
  storeId: string
  sku: string
  onHand: number
  locked: number
  /** Repaired or slightly damaged pieces, sold as seconds. */
  seconds: number
  updatedAt: ClockInstant
}
