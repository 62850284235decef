import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** An event that has become readable, with what decides who may know of it. */
export interface RecordedChange {
  id: number
  xid: string
  sopRunId: string
  seq: number
  stepId: string | null
  storeId: string
  planSha256: string
  launchedBy: string
}

/** A notice somebody has been given. */
export interface GivenNotice {
  id: number
  xid: string
  personId: string
  storeId: string
  sopRunId: string
  stepKey: string | null
  notice: string
  urgent: boolean
  at: string
}

export interface Changes {
  events: RecordedChange[]
  notices: GivenNotice[]
  /** More were written than `most`: what is here is no whole. */
  tooMany: boolean
}

/** The bounds of what is written now: all below `from` is decided, nothing has reached `to` yet. */
export interface Horizon {
  from: string
  to: string
}

/** Where to go on reading later without missing what is under way at this moment. */
export async function readHorizon(db: Connection): Promise<Horizon> {
  const { rows } = await sql<Horizon>`
    select pg_snapshot_xmin(s)::text as "from", pg_snapshot_xmax(s)::text as "to" from pg_current_snapshot() s`.execute(
    db,
  )
  return rows[0]!
}

/**
 * Events and notices written by transactions from `since` on, oldest first, at most `most` of each. What was under way when
 * `since` was read may have been seen before: every row carries its id for that.
 */
export async function readChanges(
  db: Connection,
  since: string,
  most: number,
  personId: string | null = null,
): Promise<Changes> {
  const [events, notices] = await Promise.all([
    sql<RecordedChange>`
      select e.id, e.xid::text as xid, e.sop_run_id, e.seq, e.step_id, e.store_id, r.plan_sha256, r.launched_by
      from audit_event e join sop_run r on r.id = e.sop_run_id
      where e.xid >= ${since}::xid8 order by e.xid, e.id limit ${most + 1}`.execute(db),
    sql<GivenNotice>`
      select id, xid::text as xid, person_id, store_id, sop_run_id, step_key, notice, urgent, at
      from notification
      where xid >= ${since}::xid8 ${personId === null ? sql`` : sql`and person_id = ${personId}`}
      order by xid, id limit ${most + 1}`.execute(db),
  ])
  const tooMany = events.rows.length > most || notices.rows.length > most
  return { events: events.rows, notices: notices.rows, tooMany }
}
