import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import type { RunScope } from './seen-runs.ts'
import { isSeen, isUnderWay } from './seen-runs.ts'

/** One playbook in one store: how many runs are under way and how late they are. */
export interface StoreBoardRow {
  storeId: string
  storeName: string
  sop: string
  /** Plan of the newest of these runs, for its title. */
  planSha256: string
  runs: number
  lateRuns: number
  lateSteps: number
  lateHardSteps: number
  paused: number
  incidents: number
  /** Earliest due of an open step; in the past when something is late. */
  firstDueAt: string | null
}

/** Stores × playbooks of everything under way that the caller may see, by store, then playbook. */
export async function readStoreBoard(db: Connection, scope: RunScope, now: string): Promise<StoreBoardRow[]> {
  const result = await sql<StoreBoardRow>`
    select r.store_id, s.name as store_name, r.sop,
      (array_agg(r.plan_sha256 order by r.launched_at desc))[1] as plan_sha256,
      count(*)::int as runs, (count(*) filter (where t.late > 0))::int as late_runs,
      coalesce(sum(t.late), 0)::int as late_steps, coalesce(sum(t.late_hard), 0)::int as late_hard_steps,
      (count(*) filter (where r.status = 'paused'))::int as paused,
      coalesce(sum(t.incidents), 0)::int as incidents,
      min(t.first_due_at) as first_due_at
    from sop_run r join store s on s.id = r.store_id left join (
      select sop_run_id, min(due_at) as first_due_at, count(*) filter (where due_at < ${now}) as late,
        count(*) filter (where due_at < ${now} and hard) as late_hard, count(*) filter (where status = 'incident') as incidents
      from task group by sop_run_id) t on t.sop_run_id = r.id
    where ${isSeen(scope)} and ${isUnderWay}
    group by r.store_id, s.name, r.sop
    order by r.store_id, r.sop`.execute(db)
  return result.rows
}
