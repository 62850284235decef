import { sql } from 'kysely'
import type { Connection, Database } from '../database.ts'

/** Keeps everybody else from taking up or sweeping the same bytes until this transaction ends. */
export async function lockPath(trx: Connection, path: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${path}, 98))`.execute(trx)
}

/**
 * Forgets files whose event never came within a day of `now`, and removes bytes no other row names.
 * @returns how many rows went.
 */
export async function sweepEvidence(
  db: Database,
  now: string,
  removeBytes: (path: string) => Promise<void>,
): Promise<number> {
  const orphans = await db
    .selectFrom('evidence')
    .select(['id', 'path'])
    .where('seq', 'is', null)
    .where('at', '<', sql<string>`${now}::timestamptz - interval '1 day'`)
    .limit(500)
    .execute()
  for (const { id, path } of orphans) {
    await db.transaction().execute(async (trx) => {
      if (path !== null) await lockPath(trx, path)
      await trx.deleteFrom('evidence').where('id', '=', id).where('seq', 'is', null).execute()
      if (path !== null) await removeUnnamed(trx, path, removeBytes)
    })
  }
  return orphans.length
}

/** Removes the bytes at a path unless some row still names them; the path must be locked. */
export async function removeUnnamed(
  trx: Connection,
  path: string,
  removeBytes: (path: string) => Promise<void>,
): Promise<void> {
  const named = await trx.selectFrom('evidence').select('id').where('path', '=', path).limit(1).executeTakeFirst()
  if (!named) await removeBytes(path)
}
