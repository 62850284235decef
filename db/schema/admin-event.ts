import type { JsonValue } from '#engine/model/text.ts'
import type { DatabaseMade } from './column-types.ts'

/** Append-only history of administration: people, memberships, definitions, parameters, store data. */
export interface AdminEventTable {
  id: DatabaseMade<number>
  at: DatabaseMade<string>
  personId: string
  /** e.g. `definition.published`, `membership.granted`. */
  action: string
  storeId: string | null
  objectType: string
  objectId: string
  before: JsonValue
  after: JsonValue
  /** All of the above as the text that is sealed; the database makes it. */
  body: DatabaseMade<string>
  xid: DatabaseMade<string>
}
