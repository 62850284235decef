import { sql } from 'kysely'
import type { Database } from '../database.ts'
import { noteAdminAct } from './note-admin-act.ts'

/** Ends an absence now; one that has not begun is taken back. @returns false when there is none that lasts. */
export async function endAbsence(db: Database, id: string, by: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('absence')
      .select(['personId', 'fromAt', 'toAt', 'substituteId'])
      .select(sql<boolean>`from_at >= clock_timestamp()`.as('ahead'))
      .where('id', '=', id)
      .where('toAt', '>', sql<string>`clock_timestamp()`)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return false
    if (row.ahead) await trx.deleteFrom('absence').where('id', '=', id).execute()
    else {
      const toAt = sql<string>`clock_timestamp()`
      await trx.updateTable('absence').set({ toAt }).where('id', '=', id).execute()
    }
    const { ahead: _, ...before } = row
    await noteAdminAct(trx, { personId: by, action: 'absence.ended', objectType: 'absence', objectId: id, before })
    return true
  })
}
