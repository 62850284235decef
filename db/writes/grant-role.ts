import { sql } from 'kysely'
import type { Database } from '../database.ts'
import { uuidV7 } from '../uuid-v7.ts'
import { noteAdminAct } from './note-admin-act.ts'

export interface RoleGrant {
  personId: string
  role: string
  storeId: string
  /** Absent = from now on. */
  fromAt?: string
  /** Absent = until revoked. */
  toAt?: string
  /** Kept in the history of the house only. */
  reason?: string
}

/** Gives a person a role in a store. @returns the membership's id, or null when they hold it already without an end. */
export async function grantRole(db: Database, grant: RoleGrant, by: string): Promise<string | null> {
  const { reason, ...held } = grant
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto('membership')
      .values({ id: uuidV7(), ...held, grantedBy: by, grantedAt: sql<string>`clock_timestamp()` })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row === undefined) return null
    const { personId, role, storeId, fromAt = null, toAt = null } = grant
    await noteAdminAct(trx, {
      personId: by,
      action: 'membership.granted',
      storeId,
      objectType: 'membership',
      objectId: row.id,
      after: { personId, role, fromAt, toAt, ...(reason === undefined ? {} : { reason }) },
    })
    return row.id
  })
}
