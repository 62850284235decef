import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** An alarm about history that nobody and nothing has cleared. */
export interface Alarm {
  kind: string
  says: string
  at: string
}

/** Alarms that stand, newest first. */
export async function readAlarms(db: Connection): Promise<Alarm[]> {
  const { rows } = await sql<Alarm & { action: string }>`
    select distinct on (object_id) object_id as kind, action, coalesce(after ->> 'says', '') as says, at
    from admin_event where object_type = 'history' order by object_id, id desc`.execute(db)
  return rows
    .filter(({ action }) => action === 'alarm.raised')
    .map(({ kind, says, at }) => ({ kind, says, at }))
    .sort((one, other) => other.at.localeCompare(one.at))
}
