import { sql } from 'kysely'
import type { Connection } from '../database.ts'

export interface EvidenceRow {
  id: string
  sopRunId: string
  stepKey: string | null
  fileName: string
  mediaType: string
  bytes: number
  sha256: string
  path: string | null
  personId: string
  at: string
  pictureSha256: string | null
  erasedAt: string | null
}

const columns = [
  'id',
  'sopRunId',
  'stepKey',
  'fileName',
  'mediaType',
  'bytes',
  'sha256',
  'path',
  'personId',
  'at',
  'pictureSha256',
  'erasedAt',
] as const

/** All files of a run, oldest first. */
export async function readEvidenceOfRun(db: Connection, sopRunId: string): Promise<EvidenceRow[]> {
  return db
    .selectFrom('evidence')
    .select(columns)
    .where('sopRunId', '=', sopRunId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** One file's row, or null. The id must be a uuid. */
export async function readEvidence(db: Connection, id: string): Promise<EvidenceRow | null> {
  const row = await db.selectFrom('evidence').select(columns).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** All files that became part of these runs' histories. */
export async function readEvidenceOfRuns(db: Connection, sopRunIds: readonly string[]): Promise<EvidenceRow[]> {
  return db
    .selectFrom('evidence')
    .select(columns)
    .where('sopRunId', '=', sql<string>`any(${[...sopRunIds]})`)
    .where('seq', 'is not', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
}
