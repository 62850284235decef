import type { Instant, OptionalInstant } from './column-types.ts'

/** The daily sheet of a store's warehouse as it was signed. Once both have signed, the database lets nobody change it. */
export interface HandoverTable {
  storeId: string
  /** On the store's own calendar, 2026-11-28. */
  day: string
  /** The very text that was signed: JSON with its entries in a fixed order. */
  content: string
  /** Of `content`. */
  sha256: string
  handedBy: string
  handedAt: Instant
  takenBy: string | null
  takenAt: OptionalInstant
}
