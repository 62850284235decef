import type { ClockInstant, DatabaseMade, Defaulted, OptionalInstant } from './column-types.ts'

export type MessageState = 'waiting' | 'sending' | 'sent' | 'failed'

/** One notice on its way to one person over one channel. */
export interface MessageTable {
  id: DatabaseMade<number>
  /** `<notice>/<person>/<channel>`: the same is never sent twice. */
  dedupeKey: string
  personId: string
  storeId: string
  channel: 'mail' | 'robot'
  robotId: string | null
  notificationId: number
  urgent: boolean
  /** Whether quiet hours and digest have been looked at. */
  planned: Defaulted<boolean>
  state: Defaulted<MessageState>
  attempts: Defaulted<number>
  nextAt: ClockInstant
  leaseUntil: OptionalInstant
  /** Since when it may have arrived; null while it certainly has not. */
  leftAt: OptionalInstant
  error: string | null
  createdAt: ClockInstant
  sentAt: OptionalInstant
}
