import type { Connection, Database } from '../database.ts'
import { lockPath } from './sweep-evidence.ts'

export interface NewEvidence {
  /** uuid, made from the command so that a repeat is the same file. */
  id: string
  sopRunId: string
  stepKey: string
  fileName: string
  mediaType: string
  bytes: number
  sha256: string
  path: string
  pictureSha256: string
  personId: string
}

/**
 * Writes the row of an uploaded file, before its bytes are put to their place; the same id again changes nothing. From here on
 * nobody sweeps what lies at its path.
 */
export async function keepEvidence(db: Database, evidence: NewEvidence): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockPath(trx, evidence.path)
    await insert(trx, evidence)
  })
}

async function insert(db: Connection, evidence: NewEvidence): Promise<void> {
  await db
    .insertInto('evidence')
    .values(evidence)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
