import { sql } from 'kysely'
import type { Database } from '../database.ts'
import { uuidV7 } from '../uuid-v7.ts'
import { noteAdminAct } from './note-admin-act.ts'

/** Keeps the link of a house nobody has entered yet. @returns false when there are people already. */
export async function offerFirstAdmin(db: Database, tokenHash: string, expiresAt: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`lock table first_admin in share row exclusive mode`.execute(trx)
    const somebody = await trx.selectFrom('person').select('id').limit(1).executeTakeFirst()
    if (somebody) return false
    await trx.insertInto('firstAdmin').values({ tokenHash, expiresAt }).execute()
    return true
  })
}

export interface FirstAdmin {
  name: string
  email: string
  passwordHash: string
  storeId: string
  storeName: string
}

/**
 * Lets the first person in: they, their store and their post as its administrator, all at once, and the link is good no more.
 * @param calendar of the store, as JSON. @returns their id, or null when the link is unknown, used, out of date, or somebody is here.
 */
export async function takeFirstAdmin(
  db: Database,
  tokenHash: string,
  now: string,
  first: FirstAdmin,
  calendar: { zone: string; json: string },
): Promise<string | null> {
  const { name, email, passwordHash, storeId, storeName } = first
  return db.transaction().execute(async (trx) => {
    const link = await trx
      .updateTable('firstAdmin')
      .set({ usedAt: now })
      .where('tokenHash', '=', tokenHash)
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', now)
      .returning('tokenHash')
      .executeTakeFirst()
    const somebody = await trx.selectFrom('person').select('id').limit(1).executeTakeFirst()
    if (!link || somebody) return null
    const id = uuidV7()
    await trx.insertInto('person').values({ id, email: email.toLowerCase(), name, passwordHash }).execute()
    await sql`insert into store (id, name, zone, calendar) values (${storeId}, ${storeName}, ${calendar.zone}, ${calendar.json}::jsonb)
      on conflict (id) do nothing`.execute(trx)
    await trx
      .insertInto('membership')
      .values({ id: uuidV7(), personId: id, role: 'admin', storeId, fromAt: now, grantedBy: id, grantedAt: now })
      .execute()
    const act = { personId: id, action: 'house.entered', storeId, objectType: 'person', objectId: id }
    await noteAdminAct(trx, { ...act, after: { name, storeName } })
    return id
  })
}
