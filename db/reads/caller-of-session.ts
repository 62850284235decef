import { sql } from 'kysely'
import type { Connection } from '../database.ts'

export interface HeldRole {
  storeId: string
  storeName: string
  role: string
}

/** Who a session belongs to, with the roles held at this moment. */
export interface SessionHolder {
  personId: string
  name: string
  email: string
  disabled: boolean
  expiresAt: string
  idleExpiresAt: string
  held: HeldRole[]
}

/**
 * The holder of a session by the SHA-256 of its token, with the memberships valid at `now`, in one query.
 * null when there is no such session; expiry and disabling are left to the caller to judge.
 */
export async function callerOfSession(db: Connection, tokenHash: string, now: string): Promise<SessionHolder | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.personId')
    .where('session.tokenHash', '=', tokenHash)
    .select((eb) => [
      'person.id as personId',
      'person.name',
      'person.email',
      'person.disabledAt',
      'session.expiresAt',
      'session.idleExpiresAt',
      heldRoles(eb.ref('person.id'), now).as('held'),
    ])
    .executeTakeFirst()
  if (!row) return null
  const { disabledAt, ...rest } = row
  return { ...rest, disabled: disabledAt !== null }
}

/** The roles a person holds at `now`, in all stores, by store and role. */
export async function rolesHeldBy(db: Connection, personId: string, now: string): Promise<HeldRole[]> {
  const row = await db.selectNoFrom(heldRoles(sql.val(personId), now).as('held')).executeTakeFirstOrThrow()
  return row.held
}

function heldRoles(personId: ReturnType<typeof sql.val> | object, now: string) {
  return sql<HeldRole[]>`coalesce((
    select json_agg(json_build_object('storeId', s.id, 'storeName', s.name, 'role', m.role) order by s.id, m.role)
    from membership m join store s on s.id = m.store_id
    where m.person_id = ${personId} and m.from_at <= ${now} and (m.to_at is null or m.to_at > ${now})
  ), '[]'::json)`
}
