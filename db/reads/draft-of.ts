import type { JsonObject } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'

/** What a person has typed into a task and not submitted yet, or null. */
export async function readDraft(db: Connection, taskId: string, personId: string): Promise<JsonObject | null> {
  const row = await db
    .selectFrom('draft')
    .select('answers')
    .where('taskId', '=', taskId)
    .where('personId', '=', personId)
    .executeTakeFirst()
  return row?.answers ?? null
}
