import type { Connection } from '../database.ts'

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
  personId: string
}

/** Writes the row of an uploaded file; the same id again changes nothing. */
export async function keepEvidence(db: Connection, evidence: NewEvidence): Promise<void> {
  await db
    .insertInto('evidence')
    .values(evidence)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
