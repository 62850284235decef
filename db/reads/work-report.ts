import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Connection } from '../database.ts'

/** What the lines of the report stand for. */
export type WorkReportBy = 'person' | 'role' | 'store' | 'playbook' | 'step' | 'day'

export interface WorkReportFilter {
  storeIds: readonly string[]
  sop?: string
  by: WorkReportBy
  /** Work finished from here until just before `to`; instants. */
  from: string
  to: string
  now: string
}

export interface WorkReportRow {
  /** Person, role, store, playbook, `playbook/step` or day; null = nobody, no role, no due. */
  key: string | null
  open: number
  late: number
  /** Open and due on this day of the store. */
  dueToday: number
  done: number
  /** Finished work that had a due, and how much of it was in time. */
  dated: number
  onTime: number
  /** Median from opening to completion. */
  medianMinutes: number | null
}

const openKeys: Record<WorkReportBy, RawBuilder<unknown>> = {
  person: sql`t.person_id`,
  role: sql`t.role`,
  store: sql`t.store_id`,
  playbook: sql`t.sop`,
  step: sql`t.sop || '/' || t.step_id`,
  day: sql`to_char(t.due_at at time zone s.zone, 'YYYY-MM-DD')`,
}
const doneKeys: Record<WorkReportBy, RawBuilder<unknown>> = {
  person: sql`d.completed_by`,
  role: sql`d.role`,
  store: sql`e.store_id`,
  playbook: sql`r.sop`,
  step: sql`r.sop || '/' || d.step_id`,
  day: sql`to_char(d.completed_at at time zone s.zone, 'YYYY-MM-DD')`,
}

/** Open work now and finished work of a period, per line, most late first. Work of the system itself is left out. */
export async function readWorkReport(db: Connection, filter: WorkReportFilter): Promise<WorkReportRow[]> {
  const { storeIds, sop, by, from, to, now } = filter
  const stores = [...storeIds]
  const result = await sql<WorkReportRow>`
    with open_work as (
      select coalesce(${openKeys[by]}, '') as key, count(*) as open, count(*) filter (where t.due_at < ${now}) as late,
        count(*) filter (where (t.due_at at time zone s.zone)::date = (${now}::timestamptz at time zone s.zone)::date)
          as due_today
      from task t join store s on s.id = t.store_id
      where t.store_id = any(${stores}::text[]) ${sop === undefined ? sql`` : sql`and t.sop = ${sop}`}
      group by 1
    ), done_work as (
      select coalesce(${doneKeys[by]}, '') as key, count(*) as done, count(*) filter (where d.due_at is not null) as dated,
        count(*) filter (where d.due_at is not null and not d.late) as on_time,
        percentile_cont(0.5) within group (order by extract(epoch from d.completed_at - d.opened_at) / 60)
          as median_minutes
      from audit_event e join step d on d.sop_run_id = e.sop_run_id and d.step_key = e.step_key
        join sop_run r on r.id = e.sop_run_id join store s on s.id = e.store_id
      where e.type = 'step.completed' and e.store_id = any(${stores}::text[]) and e.at >= ${from} and e.at < ${to}
        and d.completed_at is not null and d.completed_by <> 'system'
        ${sop === undefined ? sql`` : sql`and r.sop = ${sop}`}
      group by 1
    )
    select nullif(coalesce(o.key, w.key), '') as key, coalesce(o.open, 0)::int as open, coalesce(o.late, 0)::int as late,
      coalesce(o.due_today, 0)::int as due_today, coalesce(w.done, 0)::int as done, coalesce(w.dated, 0)::int as dated,
      coalesce(w.on_time, 0)::int as on_time, round(w.median_minutes::numeric, 1)::float8 as median_minutes
    from open_work o full join done_work w on o.key = w.key
    order by late desc, open desc, done desc, key`.execute(db)
  return result.rows
}

/** The zone whose days a report over these stores is cut by: that of the first of them. */
export async function readReportZone(db: Connection, storeIds: readonly string[]): Promise<string> {
  const row = await db
    .selectFrom('store')
    .select('zone')
    .where('id', 'in', [...storeIds])
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.zone ?? 'Asia/Shanghai'
}
