import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { StepStatus } from '#engine/model/sop-run.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'
import type { HandoverTable } from '../schema/handover.ts'

export type HandoverRow = Selectable<HandoverTable>

/** The sheet of a store and day as far as it was signed, or null. */
export async function readHandover(db: Connection, storeId: string, day: string): Promise<HandoverRow | null> {
  const row = await db
    .selectFrom('handover')
    .selectAll()
    .where('storeId', '=', storeId)
    .where('day', '=', day)
    .executeTakeFirst()
  return row ?? null
}

export interface ParcelStepRow {
  sopRunId: string
  stepKey: string
  stepId: string
  status: StepStatus
  openedAt: string
  completedAt: string | null
  completedBy: string | null
  dueAt: string | null
  answers: JsonObject
  correlationKey: string | null
  orderNo: string | null
  sku: string | null
  /** The waybill written down last in the run. */
  waybill: string | null
  /** What the courier told of it. */
  lastScanAt: string | null
  receivedAt: string | null
}

export interface ParcelPeriod {
  storeId: string
  fromAt: string
  toAt: string
  /** Steps that receive, inspect, dispose of or claim for parcels. */
  stepIds: readonly string[]
}

/** Parcel steps that stood open at some time of the period, or ended in it or later; by run, then in the order they opened. */
export async function readParcelSteps(db: Connection, period: ParcelPeriod): Promise<ParcelStepRow[]> {
  const { storeId, fromAt, toAt } = period
  const ids = [...period.stepIds]
  const result = await sql<ParcelStepRow>`
    with touched as (
      select t.sop_run_id, t.step_key from task t
      where t.store_id = ${storeId} and t.step_id = any(${ids}::text[]) and t.level is null and t.opened_at < ${toAt}
      union
      select s.sop_run_id, s.step_key from step s
      where s.completed_at >= ${fromAt} and s.completed_at is not null
        and s.detail->'answers' ?| array['arrival', 'grade', 'disposal', 'claim']
        and s.opened_at < ${toAt} and s.step_id = any(${ids}::text[]) and s.status = 'done'
    )
    select s.sop_run_id, s.step_key, s.step_id, s.status, s.opened_at, s.completed_at, s.completed_by, s.due_at,
      coalesce(s.detail->'answers', '{}') as answers, r.correlation_key, r.inputs->>'order_no' as order_no,
      r.inputs->>'sku' as sku, w.waybill, p.last_scan_at, p.received_at
    from touched join step s using (sop_run_id, step_key) join sop_run r on r.id = s.sop_run_id
    left join lateral (
      select n.detail->'answers'->>'return_waybill' as waybill from step n
      where n.sop_run_id = r.id and n.detail->'answers'->>'return_waybill' is not null
      order by n.seq desc limit 1) w on true
    left join parcel p on p.store_id = r.store_id and p.waybill = w.waybill
    where r.store_id = ${storeId}
    order by r.launched_at, r.id, s.opened_at, s.step_key`.execute(db)
  return result.rows
}

export interface ExceptionRunRow {
  sopRunId: string
  correlationKey: string | null
  launchedAt: string
  isOpen: boolean
  inputs: JsonObject
  /** Its first open task. */
  taskId: string | null
}

/** Runs of a playbook in a store that go on, or have one of these correlation keys; the oldest first. */
export async function readExceptionRuns(
  db: Connection,
  of: { storeId: string; sop: string; keys: readonly string[]; toAt: string },
): Promise<ExceptionRunRow[]> {
  const result = await sql<ExceptionRunRow>`
    select r.id as sop_run_id, r.correlation_key, r.launched_at, r.ended_at is null as is_open, r.inputs,
      (select t.task_id from task t where t.sop_run_id = r.id order by t.due_sort, t.task_id limit 1) as task_id
    from sop_run r
    where r.store_id = ${of.storeId} and r.sop = ${of.sop} and r.launched_at < ${of.toAt}
      and (r.ended_at is null or r.correlation_key = any(${[...of.keys]}::text[]))
    order by r.launched_at, r.id`.execute(db)
  return result.rows
}
