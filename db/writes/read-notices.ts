import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** Marks a person's notices as read: those with these ids, or all up to `upTo`. Others' ids change nothing. */
export async function markNoticesRead(
  db: Connection,
  personId: string,
  which: { ids: readonly number[] } | { upTo: number },
): Promise<void> {
  const chosen = 'ids' in which ? sql`id = any(${[...which.ids]}::bigint[])` : sql`id <= ${which.upTo}`
  await sql`
    update notification set read_at = clock_timestamp()
    where person_id = ${personId} and read_at is null and ${chosen}`.execute(db)
}
