import type { Door } from '#engine/model/people.ts'
import type { RunEventType } from '#engine/model/run-event.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { DatabaseMade, Instant } from './column-types.ts'

/** Append-only history of runs. No right, trigger or foreign key lets a row be changed or removed. */
export interface AuditEventTable {
  /** Order of arrival; only for paging. */
  id: DatabaseMade<number>
  sopRunId: string
  seq: number
  storeId: string
  at: Instant
  type: RunEventType
  personId: string
  role: string | null
  onBehalfOf: string | null
  door: Door
  stepId: string | null
  stepKey: string | null
  data: JsonObject
  /** Canonical JSON of the event without its hash: what the hash covers. */
  body: string
  hash: string
  workflowId: string
  temporalRunId: string
  commandId: string
  /** The database's clock and transaction, outside the chain. */
  recordedAt: DatabaseMade<string>
  xid: DatabaseMade<string>
}
