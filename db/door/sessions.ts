import type { Connection } from '../database.ts'

/** Opens a session under the hash of its token. */
export async function openSession(
  db: Connection,
  session: {
    tokenHash: string
    personId: string
    createdAt: string
    idleExpiresAt: string
    expiresAt: string
    agent: string | null
  },
): Promise<void> {
  await db.insertInto('session').values(session).execute()
}

/** Lets a session in use live on. */
export async function extendSession(db: Connection, tokenHash: string, idleExpiresAt: string): Promise<void> {
  await db.updateTable('session').set({ idleExpiresAt }).where('tokenHash', '=', tokenHash).execute()
}

/** Ends a session; it is unknown from the next request on. */
export async function endSession(db: Connection, tokenHash: string): Promise<void> {
  await db.deleteFrom('session').where('tokenHash', '=', tokenHash).execute()
}

/** Forgets sessions that expired before `now`. */
export async function sweepSessions(db: Connection, now: string): Promise<void> {
  await db
    .deleteFrom('session')
    .where((eb) => eb.or([eb('expiresAt', '<', now), eb('idleExpiresAt', '<', now)]))
    .execute()
}

export interface OpenSession {
  tokenHash: string
  createdAt: string
  idleExpiresAt: string
  expiresAt: string
  agent: string | null
}

/** A person's sessions that still hold, newest first. */
export async function readSessionsOf(db: Connection, personId: string, now: string): Promise<OpenSession[]> {
  return db
    .selectFrom('session')
    .select(['tokenHash', 'createdAt', 'idleExpiresAt', 'expiresAt', 'agent'])
    .where('personId', '=', personId)
    .where('expiresAt', '>', now)
    .where('idleExpiresAt', '>', now)
    .orderBy('createdAt', 'desc')
    .execute()
}
