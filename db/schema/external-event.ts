import type { JsonObject } from '#engine/model/text.ts'
import type { ClockInstant, Instant, OptionalInstant } from './column-types.ts'

/** Something that happened outside, taken in once per id. */
export interface ExternalEventTable {
  id: string
  storeId: string
  type: string
  /** Correlation key that waiting steps compare with. */
  key: string | null
  data: JsonObject
  at: Instant
  receivedAt: ClockInstant
  deliveredAt: OptionalInstant
}
