import { sql } from 'kysely'
import type { Database } from '../database.ts'
import { noteAdminAct } from './note-admin-act.ts'

/** Bars a person from signing in, ends their sessions and the roles they hold, all at once. @returns false when not there. */
export async function disablePerson(db: Database, personId: string, by: string, reason?: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const now = sql<string>`clock_timestamp()`
    const barred = await trx
      .updateTable('person')
      .set({ disabledAt: now })
      .where('id', '=', personId)
      .where('disabledAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (barred === undefined) return false
    await trx.deleteFrom('session').where('personId', '=', personId).execute()
    await trx
      .updateTable('membership')
      .set({ toAt: sql<string>`greatest(clock_timestamp(), from_at)` })
      .where('personId', '=', personId)
      .where((eb) => eb.or([eb('toAt', 'is', null), eb('toAt', '>', now)]))
      .execute()
    const act = { personId: by, action: 'person.disabled', objectType: 'person', objectId: personId }
    await noteAdminAct(trx, { ...act, ...(reason === undefined ? {} : { after: { reason } }) })
    return true
  })
}
