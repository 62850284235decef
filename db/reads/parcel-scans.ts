import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import type { ScanVerdict } from '../schema/parcel-scan.ts'
import { lastInspection, runsOfParcel } from './cases-of-parcel.ts'

export interface ParcelScanRow {
  id: string
  storeId: string
  waybill: string
  personId: string
  at: string
  verdict: ScanVerdict
  sopRunId: string | null
  taskId: string | null
  /** As it stands now, whatever the scan found then. */
  inspectedAt: string | null
  inspectedBy: string | null
  grade: string | null
}

export interface ScanFilter {
  storeId: string
  fromAt: string
  toAt: string
  personId?: string
  after?: { at: string; id: string }
  limit: number
}

/** Scans of a store's warehouse in a period, newest first. */
export async function readParcelScans(db: Connection, filter: ScanFilter): Promise<ParcelScanRow[]> {
  const { storeId, fromAt, toAt, personId, after, limit } = filter
  const result = await sql<ParcelScanRow>`
    select c.id, c.store_id, c.waybill, c.person_id, c.at, c.verdict, c.sop_run_id, c.task_id,
      i.completed_at as inspected_at, i.completed_by as inspected_by, i.grade
    from parcel_scan c left join sop_run r on r.id = c.sop_run_id left join lateral (${lastInspection}) i on true
    where c.store_id = ${storeId} and c.at >= ${fromAt} and c.at < ${toAt}
      ${personId === undefined ? sql`` : sql`and c.person_id = ${personId}`}
      ${after === undefined ? sql`` : sql`and (c.at, c.id) < (${after.at}::timestamptz, ${after.id})`}
    order by c.at desc, c.id desc limit ${limit}`.execute(db)
  return result.rows
}

export interface LooseParcelRow {
  waybill: string
  verdict: 'unknown' | 'elsewhere'
  /** First scan of the period. */
  at: string
}

/** Parcels scanned in a period that still belong to no case of the store. */
export async function readLooseParcels(
  db: Connection,
  { storeId, fromAt, toAt }: { storeId: string; fromAt: string; toAt: string },
): Promise<LooseParcelRow[]> {
  const result = await sql<LooseParcelRow>`
    select waybill, min(at) as at, (array_agg(verdict order by at desc))[1] as verdict from parcel_scan
    where store_id = ${storeId} and at >= ${fromAt} and at < ${toAt} and verdict in ('unknown', 'elsewhere')
    group by waybill order by min(at), waybill`.execute(db)
  const known = await Promise.all(result.rows.map(({ waybill }) => isKnown(db, storeId, waybill)))
  return result.rows.filter((_, at) => known[at] === false)
}

async function isKnown(db: Connection, storeId: string, waybill: string): Promise<boolean> {
  const result = await sql`
    select 1 from sop_run where id in (${runsOfParcel(waybill)}) and store_id = ${storeId} limit 1`.execute(db)
  return result.rows.length > 0
}
