import { sql } from 'kysely'
import type { Connection } from '../database.ts'

export interface SubjectKey {
  sopRunId: string
  /** The wrapped key, or null when the run has none (any more). */
  wrapped: string | null
  /** Whether its personal data may still be used. */
  state: 'restricted' | 'erased' | null
}

/** The keys of these runs, and what may be done with them; one row per run. */
export async function readSubjectKeys(db: Connection, runIds: readonly string[]): Promise<SubjectKey[]> {
  const { rows } = await sql<SubjectKey>`
    select asked.id as "sopRunId", k.wrapped, p.state
    from unnest(${[...runIds]}::text[]) asked(id)
    left join subject_key k on k.sop_run_id = asked.id
    left join personal_data p on p.sop_run_id = asked.id`.execute(db)
  return rows
}

/** Keeps a new key for a run unless it has one already; answers the one that counts. */
export async function keepSubjectKey(db: Connection, sopRunId: string, wrapped: string): Promise<string> {
  await db
    .insertInto('subjectKey')
    .values({ sopRunId, wrapped })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const [kept] = await readSubjectKeys(db, [sopRunId])
  return kept?.wrapped ?? wrapped
}
