import type { Database } from '../database.ts'
import { uuidV7 } from '../uuid-v7.ts'
import { noteAdminAct } from './note-admin-act.ts'

export interface NewShift {
  storeId: string
  personId: string
  role: string
  fromAt: string
  toAt: string
}

/** Puts a person on duty for a time. @returns the shift's id. */
export async function enterShift(db: Database, shift: NewShift, by: string): Promise<string> {
  const id = uuidV7()
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto('shift')
      .values({ id, ...shift, enteredBy: by })
      .execute()
    const act = { personId: by, action: 'shift.entered', storeId: shift.storeId, objectType: 'shift', objectId: id }
    await noteAdminAct(trx, { ...act, after: { ...shift } })
    return id
  })
}
