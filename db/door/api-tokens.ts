import { sql } from 'kysely'
import type { Database } from '../database.ts'
import { noteAdminAct } from '../writes/note-admin-act.ts'

export interface ApiToken {
  id: string
  personId: string
  name: string
  tokenHash: string
  shownStart: string
  scopes: string[]
  expiresAt: string
}

/** Keeps a new key of a person by its hash. */
export async function keepApiToken(db: Database, token: ApiToken): Promise<void> {
  const { id, personId, name, scopes, expiresAt } = token
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('apiToken').values(token).execute()
    const after = { name, scopes, expiresAt }
    await noteAdminAct(trx, { personId, action: 'token.made', objectType: 'token', objectId: id, after })
  })
}

export interface KnownToken extends Omit<ApiToken, 'tokenHash' | 'personId'> {
  createdAt: string
  lastUsedAt: string | null
}

/** A person's keys that still hold, newest first. */
export async function readApiTokensOf(db: Database, personId: string, now: string): Promise<KnownToken[]> {
  return db
    .selectFrom('apiToken')
    .select(['id', 'name', 'shownStart', 'scopes', 'createdAt', 'expiresAt', 'lastUsedAt'])
    .where('personId', '=', personId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('createdAt', 'desc')
    .execute()
}

/** Ends a key of a person; it is unknown from the next request on. @returns false when they have no such key. */
export async function revokeApiToken(db: Database, id: string, personId: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('apiToken')
      .set({ revokedAt: sql<string>`clock_timestamp()` })
      .where('id', '=', id)
      .where('personId', '=', personId)
      .where('revokedAt', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (!row) return false
    const before = { name: row.name }
    await noteAdminAct(trx, { personId, action: 'token.revoked', objectType: 'token', objectId: id, before })
    return true
  })
}

/** Notes that a key was used, once a minute at most. */
export async function noteTokenUse(db: Database, tokenHash: string, now: string): Promise<void> {
  await sql`update api_token set last_used_at = ${now}
    where token_hash = ${tokenHash} and (last_used_at is null or last_used_at < ${now}::timestamptz - interval '1 minute')`.execute(
    db,
  )
}
