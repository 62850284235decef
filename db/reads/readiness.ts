import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** Seconds since a worker last said that it polls, by the database's clock; null when none ever did. */
export async function secondsSinceWorker(db: Connection): Promise<number | null> {
  const row = await db
    .selectFrom('heartbeat')
    .select(sql<number | null>`extract(epoch from clock_timestamp() - max(seen_at))::float8`.as('seconds'))
    .where('kind', '=', 'worker')
    .executeTakeFirstOrThrow()
  return row.seconds
}
