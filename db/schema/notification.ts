import type { DatabaseMade, Defaulted, Instant, OptionalInstant } from './column-types.ts'

/** One notice for one person. */
export interface NotificationTable {
  id: DatabaseMade<number>
  /** `<run>/<seq>/<n>`: the same notice is never given twice. */
  key: string
  personId: string
  storeId: string
  sopRunId: string
  stepKey: string | null
  /** The event it tells of; null for those written before it was kept. */
  seq: Defaulted<number | null>
  notice: string
  urgent: boolean
  at: Instant
  readAt: OptionalInstant
  /** The transaction that wrote it. */
  xid: DatabaseMade<string>
}
