import type { Database } from '../database.ts'
import type { SignInRow } from '../reads/sign-in.ts'
import { noteAdminAct } from '../writes/note-admin-act.ts'

/**
 * Who the company's sign-in says somebody is. The first time it is told by the email the company has proven; from then on by
 * the subject alone, so that an email given to somebody else opens nothing. null = nobody of this house.
 */
export async function personOfOidc(
  db: Database,
  { subject, email }: { subject: string; email: string | null },
): Promise<SignInRow | null> {
  return db.transaction().execute(async (trx) => {
    const people = () => trx.selectFrom('person').select(['id', 'name', 'email', 'passwordHash', 'disabledAt'])
    const known = await people().where('oidcSubject', '=', subject).executeTakeFirst()
    if (known) return rowOf(known)
    if (email === null) return null
    const fresh = await people()
      .where('email', '=', email.toLowerCase())
      .where('oidcSubject', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!fresh) return null
    await trx.updateTable('person').set({ oidcSubject: subject }).where('id', '=', fresh.id).execute()
    const act = { personId: fresh.id, action: 'person.linked', objectType: 'person', objectId: fresh.id }
    await noteAdminAct(trx, { ...act, after: { subject } })
    return rowOf(fresh)
  })
}

function rowOf({ disabledAt, ...person }: Omit<SignInRow, 'disabled'> & { disabledAt: string | null }): SignInRow {
  return { ...person, disabled: disabledAt !== null }
}
