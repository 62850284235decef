import type { Database } from '../database.ts'
import { noteAdminAct } from './note-admin-act.ts'

/** Takes a shift off the plan. @returns false when there is none with this id. */
export async function dropShift(db: Database, id: string, by: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom('shift')
      .where('id', '=', id)
      .returning(['storeId', 'personId', 'role', 'fromAt', 'toAt'])
      .executeTakeFirst()
    if (!row) return false
    const act = { personId: by, action: 'shift.dropped', storeId: row.storeId, objectType: 'shift', objectId: id }
    await noteAdminAct(trx, { ...act, before: row })
    return true
  })
}
