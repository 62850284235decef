import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** Which of these Temporal runs are archived. */
export async function readArchived(db: Connection, temporalRunIds: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('adminEvent')
    .select('objectId')
    .where('objectType', '=', 'host')
    .where('action', '=', 'history.archived')
    .where('objectId', '=', sql<string>`any(${[...temporalRunIds]})`)
    .execute()
  return new Set(rows.map(({ objectId }) => objectId))
}

/** When the latest archived host had closed; null before the first. */
export async function readLastArchivedAt(db: Connection): Promise<string | null> {
  const { rows } = await sql<{ closedAt: string | null }>`
    select max(after ->> 'closedAt') as closed_at from admin_event
    where object_type = 'host' and action = 'history.archived'`.execute(db)
  return rows[0]?.closedAt ?? null
}
