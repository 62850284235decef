import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'

export interface KnownCommand {
  commandId: string
  requestHash: string | null
  /** What the host answered, once recorded. */
  answer: JsonObject | null
  /** What the door answered, once it has. */
  status: number | null
  body: JsonValue
  begunAt: string
}

/** What is known of a command that came before under the same key, or null. */
export async function readKnownCommand(db: Connection, commandId: string): Promise<KnownCommand | null> {
  const row = await db
    .selectFrom('idempotency')
    .select(['commandId', 'requestHash', 'answer', 'status', 'body', 'begunAt'])
    .where('commandId', '=', commandId)
    .executeTakeFirst()
  return row ?? null
}
