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
  /** When the password was last typed; never, for a key. */
  signedInAt: string | null
  /** What a key is good for; null = a sign-in, good for all its person may. */
  scopes: string[] | null
  held: HeldRole[]
}

/**
 * The holder of a session or of a program's key by the SHA-256 of it, with the memberships valid at `now`, in one query.
 * null when there is no such session; expiry and disabling are left to the caller to judge.
 */
export async function callerOfSession(db: Connection, tokenHash: string, now: string): Promise<SessionHolder | null> {
  const [row] = await holders(db, [tokenHash], now).execute()
  return row ? holderOf(row) : null
}

interface Presented {
  tokenHash: string
  personId: string
  expiresAt: string
  idleExpiresAt: string
  signedInAt: string | null
  scopes: string[] | null
}

function holders(db: Connection, tokenHashes: readonly string[], now: string) {
  const hashes = sql`any(${[...tokenHashes]}::text[])`
  const presented = sql<Presented>`(
    select token_hash, person_id, expires_at, idle_expires_at, created_at as signed_in_at, null::text[] as scopes
    from session where token_hash = ${hashes}
    union all
    select token_hash, person_id, expires_at, expires_at, null, scopes
    from api_token where token_hash = ${hashes} and revoked_at is null
  )`
  return db
    .selectFrom(presented.as('session'))
    .innerJoin('person', 'person.id', 'session.personId')
    .select((eb) => [
      'session.tokenHash',
      'person.id as personId',
      'person.name',
      'person.email',
      'person.disabledAt',
      'session.expiresAt',
      'session.idleExpiresAt',
      'session.signedInAt',
      'session.scopes',
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
    from (
      select store_id, role from membership
      where person_id = ${personId} and from_at <= ${now} and (to_at is null or to_at > ${now})
      union
      select store_id, role from break_glass where person_id = ${personId} and opened_at <= ${now} and ends_at > ${now}
    ) m join store s on s.id = m.store_id
  ), '[]'::json)`
}
