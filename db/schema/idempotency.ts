import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { ClockInstant, Defaulted, OptionalInstant } from './column-types.ts'

/** One command and its first answer. Rows of commands that came through no door have neither person nor key. */
export interface IdempotencyTable {
  /** Hash of person and key. */
  commandId: string
  personId: string | null
  key: string | null
  requestHash: string | null
  sopRunId: string | null
  state: Defaulted<'in_progress' | 'done'>
  /** What the host answered, written with the events it made. */
  answer: JsonObject | null
  /** What the door answered. */
  status: number | null
  body: JsonValue
  begunAt: ClockInstant
  /** null while its run is open. */
  expiresAt: OptionalInstant
}
