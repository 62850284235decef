import { sql } from 'kysely'
import type { Connection } from '../database.ts'

export interface HeldRole {
  storeId: string
  storeName: string
  zone: string
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
  /** When the password was last typed. */
  signedInAt: string
  held: HeldRole[]
}

/**
 * The holder of a session by the SHA-256 of its token, with the memberships valid at `now`, in one query.
 * null when there is no such session; expiry and disabling are left to the caller to judge.
 */
export async function callerOfSession(db: Connection, tokenHash: string, now: string): Promise<SessionHolder | null> {
  const [row] = await holders(db, [tokenHash], now).execute()
  return row ? holderOf(row) : null
}

function holders(db: Connection, tokenHashes: readonly string[], now: string) {
  return db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.personId')
    .where(sql<boolean>`session.token_hash = any(${[...tokenHashes]}::text[])`)
    .select((eb) => [
      'session.tokenHash',
      'person.id as personId',
      'person.name',
      'person.email',
      'person.disabledAt',
      'session.expiresAt',
      'session.idleExpiresAt',
      'session.createdAt as signedInAt',
      heldRoles(eb.ref('person.id'), now).as('held'),
    ])
}

function holderOf(row: Omit<SessionHolder, 'disabled'> & { disabledAt: string | null }): SessionHolder {
  const { disabledAt, ...holder } = row
  return { ...holder, disabled: disabledAt !== null }
}

/** The holders of these sessions as they stand at `now`, by token hash; a session that is gone is missing. */
export async function callersOfSessions(
  db: Connection,
  tokenHashes: readonly string[],
  now: string,
): Promise<Map<string, SessionHolder>> {
  const rows = await holders(db, tokenHashes, now).execute()
  return new Map(rows.map(({ tokenHash, ...row }) => [tokenHash, holderOf(row)]))
}

/** The roles a person holds at `now`, in all stores, by store and role. */
export async function rolesHeldBy(db: Connection, personId: string, now: string): Promise<HeldRole[]> {
  const row = await db.selectNoFrom(heldRoles(sql.val(personId), now).as('held')).executeTakeFirstOrThrow()
  return row.held
}

function heldRoles(personId: ReturnType<typeof sql.val> | object, now: string) {
  return sql<HeldRole[]>`coalesce((
    select json_agg(json_build_object('storeId', s.id, 'storeName', s.name, 'zone', s.zone, 'role', m.role) order by s.id, m.role)
    from membership m join store s on s.id = m.store_id
    where m.person_id = ${personId} and m.from_at <= ${now} and (m.to_at is null or m.to_at > ${now})
  ), '[]'::json)`
}
