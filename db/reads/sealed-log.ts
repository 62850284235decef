import { sql } from 'kysely'
import type { Connection } from '../database.ts'

export interface StoredCheckpoint {
  origin: string
  size: number
  root: Buffer
  note: string
  at: string
}

/** The newest checkpoint of a log, or of any. */
export async function readLastCheckpoint(db: Connection, origin?: string): Promise<StoredCheckpoint | null> {
  const row = await db
    .selectFrom('checkpoint')
    .selectAll()
    .$if(origin !== undefined, (query) => query.where('origin', '=', origin ?? ''))
    .orderBy('size', 'desc')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Checkpoints of a log that come after one of `size` entries, oldest first. */
export async function readCheckpointsAfter(
  db: Connection,
  origin: string,
  size: number,
  limit: number,
): Promise<StoredCheckpoint[]> {
  return db
    .selectFrom('checkpoint')
    .selectAll()
    .where('origin', '=', origin)
    .where('size', '>', size)
    .orderBy('size')
    .limit(limit)
    .execute()
}

/** Hashes of the tree: at level 0 of leaves, at level l of complete subtrees of 256 ** l leaves; fewer where it ends. */
export async function readTreeHashes(db: Connection, level: number, first: number, count: number): Promise<Buffer[]> {
  const table = level === 0 ? 'auditLogIndex' : 'auditTree'
  const { rows } =
    level === 0
      ? await sql<{ place: number; hash: Buffer }>`select idx as place, leaf as hash from audit_log_index
          where idx >= ${first} and idx < ${first + count} order by idx`.execute(db)
      : await sql<{ place: number; hash: Buffer }>`select n as place, hash from audit_tree
          where level = ${level} and n >= ${first} and n < ${first + count} order by n`.execute(db)
  const gap = rows.findIndex(({ place }, index) => place !== first + index)
  if (gap >= 0) throw new Error(`${table} lacks entry ${first + gap} of level ${level}.`)
  return rows.map(({ hash }) => hash)
}

/** Events that no checkpoint covers yet, and how long the oldest of them has waited, in seconds. */
export async function readUnsealed(db: Connection): Promise<{ events: number; oldestSeconds: number | null }> {
  const { rows } = await sql<{ events: number; oldestSeconds: number | null }>`
    select count(*) as events, extract(epoch from clock_timestamp() - min(at))::float8 as oldest_seconds from (
      (select recorded_at as at from audit_event e
        where not exists (select from audit_log_index i where i.kind = 'run' and i.event_id = e.id)
        order by id desc limit 10000)
      union all
      (select at from admin_event e
        where not exists (select from audit_log_index i where i.kind = 'house' and i.event_id = e.id)
        order by id desc limit 10000)
    ) unsealed`.execute(db)
  return rows[0] ?? { events: 0, oldestSeconds: null }
}

/** The newest checkpoint that a witness has signed. */
export async function readLastWitnessed(
  db: Connection,
  origin: string,
): Promise<{ size: number; witness: string; line: string; at: string } | null> {
  const row = await db
    .selectFrom('checkpointWitness')
    .select(['size', 'witness', 'line', 'at'])
    .where('origin', '=', origin)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Notes of a log up to a size, smallest first, each with the lines its witnesses wrote under it. */
export async function readNotes(db: Connection, origin: string, size: number): Promise<string[]> {
  const { rows } = await sql<{ note: string }>`
    select c.note || coalesce((select string_agg(w.line, '' order by w.witness) from checkpoint_witness w
      where w.origin = c.origin and w.size = c.size), '') as note
    from checkpoint c where c.origin = ${origin} and c.size <= ${size} order by c.size`.execute(db)
  return rows.map(({ note }) => note)
}
