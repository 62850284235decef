import { sql } from 'kysely'
import type { Connection } from '../database.ts'

export interface LostClaim {
  taskId: string
  sopRunId: string
  stepKey: string
  revision: number
  personId: string
}

/** Steps claimed in a role that ended for their holder between `since` and `now`, and that they hold by no other post. */
export async function readLostClaims(db: Connection, since: string, now: string): Promise<LostClaim[]> {
  const { rows } = await sql<LostClaim>`
    select distinct t.task_id, t.sop_run_id, t.step_key, t.revision, t.person_id
    from membership m
    join task t on t.person_id = m.person_id and t.store_id = m.store_id and t.role = m.role
    where m.to_at > ${since} and m.to_at <= ${now} and t.status = 'claimed' and t.level is null
      and not exists (
        select 1 from membership h
        where h.person_id = m.person_id and h.store_id = m.store_id and h.role = m.role
          and h.from_at <= ${now} and (h.to_at is null or h.to_at > ${now})
      )`.execute(db)
  return rows
}
