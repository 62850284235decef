import { sql } from 'kysely'
import type { JsonObject } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'
import { jsonParameter } from '../json-parameter.ts'

export interface ExternalEvent {
  /** Source and id of the CloudEvent together. */
  id: string
  storeId: string
  type: string
  /** Correlation key, e.g. a waybill; null for events that concern the store. */
  key: string | null
  data: JsonObject
  at: string
}

/** Takes in what happened outside, once per id. `delivered` tells whether the runs have it already. */
export async function takeExternalEvent(
  db: Connection,
  event: ExternalEvent,
): Promise<{ fresh: boolean; delivered: boolean }> {
  const fresh = await db
    .insertInto('externalEvent')
    .values({ ...event, data: jsonParameter(event.data) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (fresh !== undefined) return { fresh: true, delivered: false }
  const known = await db.selectFrom('externalEvent').select('deliveredAt').where('id', '=', event.id).executeTakeFirst()
  return { fresh: false, delivered: (known?.deliveredAt ?? null) !== null }
}

/** Notes that every run that waits for the event has it. */
export async function markDelivered(db: Connection, id: string): Promise<void> {
  await db
    .updateTable('externalEvent')
    .set({ deliveredAt: sql<string>`clock_timestamp()` })
    .where('id', '=', id)
    .where('deliveredAt', 'is', null)
    .execute()
}
