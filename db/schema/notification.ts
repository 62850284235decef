import type { DatabaseMade, Instant, OptionalInstant } from './column-types.ts'

/** One notice for one person. */
export interface NotificationTable {
  id: DatabaseMade<number>
  personId: string
  storeId: string
  sopRunId: string
  /** '' for a notice about the whole run. */
  stepKey: string
  notice: string
  urgent: boolean
  at: Instant
  readAt: OptionalInstant
}
