import type { Database } from '../database.ts'
import { noteAdminAct } from './note-admin-act.ts'

export interface PersonChange {
  name?: string
  email?: string
  /** argon2id in its own text form. */
  passwordHash?: string
}

/** Changes what is given about a person. @returns `taken` when somebody else has the email. */
export async function changePerson(
  db: Database,
  personId: string,
  change: PersonChange,
  by: string,
): Promise<'changed' | 'taken' | 'unknown'> {
  return db.transaction().execute(async (trx) => {
    const place = trx.selectFrom('person').select(['name', 'email']).where('id', '=', personId).forUpdate()
    const before = await place.executeTakeFirst()
    if (!before) return 'unknown'
    const email = change.email?.toLowerCase()
    if (email !== undefined) {
      const holder = await trx.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst()
      if (holder && holder.id !== personId) return 'taken'
    }
    const set = { ...change, ...(email === undefined ? {} : { email }) }
    if (Object.keys(set).length > 0) await trx.updateTable('person').set(set).where('id', '=', personId).execute()
    // Whoever knew the old password is signed out with it.
    if (change.passwordHash !== undefined) await trx.deleteFrom('session').where('personId', '=', personId).execute()
    const { passwordHash, ...shown } = set
    await noteAdminAct(trx, {
      personId: by,
      action: 'person.changed',
      objectType: 'person',
      objectId: personId,
      before,
      after: { ...before, ...shown, ...(passwordHash === undefined ? {} : { password: 'changed' }) },
    })
    return 'changed'
  })
}
