import type { Connection } from '../database.ts'

/** The wrapped key of a run, or null when it has none (any more). */
export async function readSubjectKey(db: Connection, sopRunId: string): Promise<string | null> {
  const row = await db.selectFrom('subjectKey').select('wrapped').where('sopRunId', '=', sopRunId).executeTakeFirst()
  return row?.wrapped ?? null
}

/** Keeps a new key for a run unless it has one already; answers the one that counts. */
export async function keepSubjectKey(db: Connection, sopRunId: string, wrapped: string): Promise<string> {
  await db
    .insertInto('subjectKey')
    .values({ sopRunId, wrapped })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await readSubjectKey(db, sopRunId)) ?? wrapped
}
