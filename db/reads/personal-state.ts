import type { Connection } from '../database.ts'

/** Whether a run's personal data are restricted or erased; null = they are used as ever. */
export async function readPersonalState(db: Connection, sopRunId: string): Promise<'restricted' | 'erased' | null> {
  const row = await db.selectFrom('personalData').select('state').where('sopRunId', '=', sopRunId).executeTakeFirst()
  return row?.state ?? null
}
