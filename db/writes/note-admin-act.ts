import type { JsonValue } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'
import { jsonParameter } from '../json-parameter.ts'

export interface AdminAct {
  /** Who did it. */
  personId: string
  /** e.g. `definition.published`. */
  action: string
  storeId?: string | null
  objectType: string
  objectId: string
  before?: JsonValue
  after?: JsonValue
}

/** Adds an act of administration to its own append-only history; call it in the transaction that does the act. */
export async function noteAdminAct(connection: Connection, act: AdminAct): Promise<void> {
  const { personId, action, storeId = null, objectType, objectId, before = null, after = null } = act
  await connection
    .insertInto('adminEvent')
    .values({
      personId,
      action,
      storeId,
      objectType,
      objectId,
      before: jsonParameter(before),
      after: jsonParameter(after),
    })
    .execute()
}
