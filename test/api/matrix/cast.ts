import { newToken, tokenHashOf } from '#api/door/session-token.ts'
import type { Database } from '#db/database.ts'
import { roleIds } from '#engine/model/roles.ts'

export const store = 'douyin-shop'
export const elsewhere = 'taobao-outlet'
/** Roles asked about from another store: the strongest, and some of the plainest. */
export const foreignRoles = ['store-manager', 'lead', 'auditor', 'admin', 'cs-agent', 'warehouse'] as const

/** Somebody who asks. `held` = their role where it counts; null = no role at this moment. */
export interface Caller {
  name: string
  held: string | null
  where: 'own' | 'other' | 'none' | 'unsigned'
  personId: string | null
}

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

/** One person per role in the store, some elsewhere, and those whose time is over or not yet come. */
export async function castOf(owner: Database): Promise<Caller[]> {
  const person = async (id: string, role?: string, storeId = store, from = ago(48), to: string | null = null) => {
    await owner
      .insertInto('person')
      .values({ id, email: `${id}@demo.local`, name: `Demo ${id}`, passwordHash: null })
      .execute()
    if (role === undefined) return
    const held = { id: `post-of-${id}`, personId: id, role, storeId, fromAt: from, toAt: to, grantedBy: 'admin' }
    await owner.insertInto('membership').values(held).execute()
  }
  const callers: Caller[] = []
  const add = (personId: string | null, held: string | null, where: Caller['where'], name = personId ?? 'nobody') =>
    void callers.push({ name, held, where, personId })
  for (const role of roleIds) {
    await person(`of-${role}`, role)
    add(`of-${role}`, role, 'own')
  }
  for (const role of foreignRoles) {
    await person(`other-${role}`, role, elsewhere)
    add(`other-${role}`, role, 'other')
  }
  await person('expired', 'store-manager', store, ago(48), ago(1))
  await person('not-yet', 'admin', store, ago(-24))
  await person('without-post')
  for (const id of ['expired', 'not-yet', 'without-post']) add(id, null, 'none')
  await person('disabled', 'admin')
  await owner
    .updateTable('person')
    .set({ disabledAt: ago(1) })
    .where('id', '=', 'disabled')
    .execute()
  await person('idle', 'admin')
  add('disabled', null, 'unsigned')
  add('idle', null, 'unsigned')
  add(null, null, 'unsigned')
  await person('second-agent', 'cs-agent')
  await person('of-leaver', 'designer')
  return callers
}

/** A session without the minutes of argon2 that a sign-in of everybody would take. @returns its token. */
export async function sessionOf(owner: Database, personId: string): Promise<string> {
  const token = newToken()
  await owner
    .insertInto('session')
    .values({
      tokenHash: tokenHashOf(token) ?? '',
      personId,
      idleExpiresAt: personId === 'idle' ? ago(1) : ago(-12),
      expiresAt: ago(-48),
      agent: null,
    })
    .execute()
  return token
}
