import { sql } from 'kysely'
import type { Database } from '../database.ts'
import { noteAdminAct } from './note-admin-act.ts'

/** Ends a membership now. @returns false when there is none with this id or it is over. */
export async function revokeRole(db: Database, membershipId: string, by: string, reason?: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('membership')
      .set({ toAt: sql<string>`greatest(clock_timestamp(), from_at)` })
      .where('id', '=', membershipId)
      .where((eb) => eb.or([eb('toAt', 'is', null), eb('toAt', '>', sql<string>`clock_timestamp()`)]))
      .returning(['personId', 'role', 'storeId'])
      .executeTakeFirst()
    if (row === undefined) return false
    const { personId, role, storeId } = row
    await noteAdminAct(trx, {
      personId: by,
      action: 'membership.revoked',
      storeId,
      objectType: 'membership',
      objectId: membershipId,
      before: { personId, role },
      ...(reason === undefined ? {} : { after: { reason } }),
    })
    return true
  })
}
