import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** Forgets answers a day after their run ended. @returns how many. */
export async function sweepAnswers(db: Connection): Promise<number> {
  const result = await db
    .deleteFrom('idempotency')
    .where('expiresAt', '<', sql<string>`clock_timestamp()`)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
