import type { Instant } from './column-types.ts'

/** What a scan came upon: work for whoever scanned, somebody else's, done already, not its turn, another store's, nothing. */
export type ScanVerdict = 'open' | 'theirs' | 'inspected' | 'waiting' | 'elsewhere' | 'unknown'

/** A parcel somebody held in their hands in a store's warehouse; never changed afterwards. */
export interface ParcelScanTable {
  id: string
  storeId: string
  waybill: string
  personId: string
  at: Instant
  verdict: ScanVerdict
  /** The case it belongs to; with `elsewhere`, that of the other store. */
  sopRunId: string | null
  /** The task that opened. */
  taskId: string | null
}
