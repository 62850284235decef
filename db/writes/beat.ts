import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** Says that a process lives, by the database's clock. `process` tells it from others of its kind. */
export async function beat(db: Connection, process: string, kind: string): Promise<void> {
  const seenAt = sql<string>`clock_timestamp()`
  await db
    .insertInto('heartbeat')
    .values({ process, kind })
    .onConflict((conflict) => conflict.column('process').doUpdateSet({ kind, seenAt }))
    .execute()
}

/** Takes a process that ends in order out of the list, with those not heard of for a day. */
export async function stopBeating(db: Connection, process: string): Promise<void> {
  await db
    .deleteFrom('heartbeat')
    .where((eb) =>
      eb.or([eb('process', '=', process), eb('seenAt', '<', sql<string>`clock_timestamp() - interval '1 day'`)]),
    )
    .execute()
}
