import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** Somebody who works in a store now, with what lies on their desk there. */
export interface StorePersonRow {
  personId: string
  name: string
  roles: string[]
  /** Entered as absent at this moment. */
  away: boolean
  openTasks: number
  lateTasks: number
}

/** People of a store at `now`, by name; of one role when asked. */
export async function readStorePeople(
  db: Connection,
  filter: { storeId: string; role?: string; now: string },
): Promise<StorePersonRow[]> {
  const { storeId, role, now } = filter
  const ofRole = role === undefined ? sql`` : sql`having bool_or(m.role = ${role})`
  const result = await sql<StorePersonRow>`
    select p.id as person_id, p.name, array_agg(m.role order by m.role) as roles,
      exists (select 1 from absence a where a.person_id = p.id and a.from_at <= ${now} and a.to_at > ${now}) as away,
      (select count(*) from task t where t.person_id = p.id and t.store_id = ${storeId})::int as open_tasks,
      (select count(*) from task t where t.person_id = p.id and t.store_id = ${storeId} and t.due_at < ${now})::int
        as late_tasks
    from membership m join person p on p.id = m.person_id
    where m.store_id = ${storeId} and m.from_at <= ${now} and (m.to_at is null or m.to_at > ${now})
      and p.disabled_at is null
    group by p.id, p.name ${ofRole}
    order by p.name, p.id`.execute(db)
  return result.rows
}
