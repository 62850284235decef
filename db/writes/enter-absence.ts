import type { Database } from '../database.ts'
import { uuidV7 } from '../uuid-v7.ts'
import { noteAdminAct } from './note-admin-act.ts'

export interface NewAbsence {
  personId: string
  fromAt: string
  toAt: string
  substituteId: string | null
  reason: string | null
}

/** Enters that a person is away, and who stands in for them. @returns its id. */
export async function enterAbsence(db: Database, absence: NewAbsence, by: string): Promise<string> {
  const id = uuidV7()
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto('absence')
      .values({ id, ...absence, enteredBy: by })
      .execute()
    const act = { personId: by, action: 'absence.entered', objectType: 'absence', objectId: id }
    await noteAdminAct(trx, { ...act, after: { ...absence } })
    return id
  })
}
