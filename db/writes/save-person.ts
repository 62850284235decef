import type { Database } from '../database.ts'
import { uuidV7 } from '../uuid-v7.ts'
import { noteAdminAct } from './note-admin-act.ts'

export interface NewPerson {
  /** Absent = a new id. */
  id?: string
  email: string
  name: string
  /** argon2id in its own text form, or null for somebody who signs in elsewhere. */
  passwordHash: string | null
}

/**
 * Adds a person, or changes the one with this id.
 * @returns the id, or null when somebody else has this email.
 */
export async function savePerson(db: Database, person: NewPerson, by: string): Promise<string | null> {
  const { id = uuidV7(), name, passwordHash } = person
  const email = person.email.toLowerCase()
  return db.transaction().execute(async (trx) => {
    const holder = await trx.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst()
    if (holder !== undefined && holder.id !== id) return null
    const before = await trx.selectFrom('person').select(['email', 'name']).where('id', '=', id).executeTakeFirst()
    await trx
      .insertInto('person')
      .values({ id, email, name, passwordHash })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ email, name, passwordHash }))
      .execute()
    const action = before === undefined ? 'person.added' : 'person.changed'
    await noteAdminAct(trx, {
      personId: by,
      action,
      objectType: 'person',
      objectId: id,
      before: before ?? null,
      after: { email, name },
    })
    return id
  })
}
