import type { JsonObject } from '#engine/model/text.ts'
import type { ClockInstant } from './column-types.ts'

/** What a person has typed into a task and not submitted yet. */
export interface DraftTable {
  taskId: string
  personId: string
  answers: JsonObject
  savedAt: ClockInstant
}
