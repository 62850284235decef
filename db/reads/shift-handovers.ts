import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** A step somebody going off duty had begun. */
export interface ShiftHandoverRow {
  shiftId: string
  storeId: string
  fromId: string
  fromName: string
  role: string
  toAt: string
  /** The asker is on duty in that role, now or within the half hour. */
  onDuty: boolean
  taskId: string
  sopRunId: string
  stepKey: string
  stepId: string
  planSha256: string
  correlationKey: string | null
  dueAt: string | null
  hard: boolean
  draft: boolean
}

/**
 * What others in the asker's posts leave behind: steps they have claimed in a role whose shift ends within half an hour or
 * ended less than twelve hours ago, unless they go on in a further shift.
 */
export async function readShiftHandovers(
  db: Connection,
  personId: string,
  posts: readonly { storeId: string; role: string }[],
  now: string,
): Promise<ShiftHandoverRow[]> {
  if (posts.length === 0) return []
  const stores = posts.map(({ storeId }) => storeId)
  const roles = posts.map(({ role }) => role)
  const soon = sql`${now}::timestamptz + interval '30 minutes'`
  const { rows } = await sql<ShiftHandoverRow>`
    select s.id as shift_id, s.store_id, s.person_id as from_id, p.name as from_name, s.role, s.to_at,
      exists (
        select 1 from shift m where m.person_id = ${personId} and m.store_id = s.store_id and m.role = s.role
          and m.from_at <= ${soon} and m.to_at > ${now}
      ) as on_duty,
      t.task_id, t.sop_run_id, t.step_key, t.step_id, r.plan_sha256, r.correlation_key, t.due_at, t.hard,
      exists (select 1 from draft d where d.task_id = t.task_id and d.person_id = s.person_id) as draft
    from unnest(${stores}::text[], ${roles}::text[]) as mine(store_id, role)
    join shift s on s.store_id = mine.store_id and s.role = mine.role
    join person p on p.id = s.person_id
    join task t on t.person_id = s.person_id and t.store_id = s.store_id and t.role = s.role
    join sop_run r on r.id = t.sop_run_id
    where s.to_at > ${now}::timestamptz - interval '12 hours' and s.to_at <= ${soon} and s.person_id <> ${personId}
      and t.status = 'claimed' and t.level is null
      and not exists (
        select 1 from shift n where n.person_id = s.person_id and n.store_id = s.store_id and n.role = s.role
          and n.from_at <= ${soon} and n.to_at > ${soon}
      )
    order by s.to_at, s.id, t.urgent_at, t.task_id
    limit 500`.execute(db)
  return rows
}
