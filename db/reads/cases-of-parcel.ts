import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Connection } from '../database.ts'

/** Ids of runs in which somebody wrote the waybill down, and of those of the order it was sent for. */
export function runsOfParcel(waybill: string): RawBuilder<unknown> {
  return sql`
    select s.sop_run_id from step s where s.detail->'answers'->>'return_waybill' = ${waybill}
    union all
    select r.id from parcel p
    join sop_run r on r.store_id = p.store_id and r.inputs->>'order_no' = p.order_no
    where p.waybill = ${waybill}`
}

export interface ParcelCaseRow {
  sopRunId: string
  storeId: string
  planSha256: string
  correlationKey: string | null
  status: string
  /** The newest inspection there was, if any. */
  inspectedAt: string | null
  inspectedBy: string | null
  grade: string | null
}

/** Cases of these stores that a parcel belongs to, the newest first. */
export async function readCasesOfParcel(
  db: Connection,
  stores: readonly string[],
  waybill: string,
): Promise<ParcelCaseRow[]> {
  const result = await sql<ParcelCaseRow>`
    select r.id as sop_run_id, r.store_id, r.plan_sha256, r.correlation_key, r.status,
      i.completed_at as inspected_at, i.completed_by as inspected_by, i.grade
    from sop_run r left join lateral (${lastInspection}) i on true
    where r.id in (${runsOfParcel(waybill)}) and r.store_id = any(${[...stores]}::text[])
    order by r.launched_at desc, r.id`.execute(db)
  return result.rows
}

/** The newest graded step of the run `r`. */
export const lastInspection = sql`
  select s.completed_at, s.completed_by, s.detail->'answers'->>'grade' as grade
  from step s where s.sop_run_id = r.id and s.status = 'done' and s.detail->'answers' ? 'grade'
  order by s.completed_at desc limit 1`
