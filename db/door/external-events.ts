import { sql } from 'kysely'
import type { JsonObject } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'
import { jsonParameter } from '../json-parameter.ts'

export interface ExternalEvent {
  id: string
  storeId: string
  type: string
  key: string | null
  data: JsonObject
  at: string
}

/** An event as it was first taken in. */
export interface KnownEvent extends ExternalEvent {
  deliveredAt: string | null
}

/** Takes an event in once per id; answers what is kept under that id, and whether this call was the first. */
export async function takeInEvent(db: Connection, event: ExternalEvent): Promise<{ known: KnownEvent; first: boolean }> {
  const inserted = await db
    .insertInto('externalEvent')
    .values({ ...event, data: jsonParameter(event.data) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  const known = await db
    .selectFrom('externalEvent')
    .select(['id', 'storeId', 'type', 'key', 'data', 'at', 'deliveredAt'])
    .where('id', '=', event.id)
    .executeTakeFirstOrThrow()
  return { known, first: inserted !== undefined }
}

/** Every run the event is for has it. */
export async function markDelivered(db: Connection, id: string): Promise<void> {
  await db.updateTable('externalEvent').set({ deliveredAt: sql<string>`clock_timestamp()` }).where('id', '=', id).where('deliveredAt', 'is', null).execute()
}
