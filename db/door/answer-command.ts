import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import { storableJson } from '../json-parameter.ts'

/**
 * Keeps the door's first answer to a command; a later one changes nothing. Kept while its run is open, or for a day when it
 * belongs to none.
 */
export async function answerCommand(
  db: Connection,
  answer: { commandId: string; sopRunId: string | null; status: number; body: unknown },
): Promise<void> {
  await db
    .updateTable('idempotency')
    .set({ status: answer.status, body: sql`${storableJson(answer.body)}::json`, state: 'done' })
    .set(
      answer.sopRunId === null
        ? { expiresAt: sql<string>`clock_timestamp() + interval '24 hours'` }
        : { sopRunId: answer.sopRunId },
    )
    .where('commandId', '=', answer.commandId)
    .where('status', 'is', null)
    .execute()
}
