import { sql } from 'kysely'
import type { JsonObject } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'

/** A notice with the event it tells of and the run it belongs to. */
export interface NoticeRow {
  id: number
  personId: string
  notice: string
  urgent: boolean
  at: string
  readAt: string | null
  sopRunId: string
  storeId: string
  zone: string
  stepKey: string | null
  sop: string
  planSha256: string
  correlationKey: string | null
  /** null for notices older than this column. */
  data: JsonObject | null
  actorId: string | null
}

/** Where a page of notices ended: 0 = among the unread, 1 = among those read. */
export interface NoticePlace {
  read: number
  id: number
}

/** One page of a person's notices in these stores: unread first, newest first. */
export async function readNotices(
  db: Connection,
  personId: string,
  storeIds: readonly string[],
  page: { unread: boolean; after?: NoticePlace; limit: number },
): Promise<NoticeRow[]> {
  const after = page.after
    ? sql`and ((n.read_at is not null) > ${page.after.read === 1}
        or ((n.read_at is not null) = ${page.after.read === 1} and n.id < ${page.after.id}))`
    : sql``
  const { rows } = await sql<NoticeRow>`
    select ${noticeColumns}
    from notification n ${noticeJoins}
    where n.person_id = ${personId} and n.store_id = any(${[...storeIds]}::text[])
      ${page.unread ? sql`and n.read_at is null` : sql``} ${after}
    order by (n.read_at is not null), n.id desc limit ${page.limit}`.execute(db)
  return rows
}

/** Columns of a `NoticeRow`. */
export const noticeColumns = sql.raw(`n.id, n.person_id, n.notice, n.urgent, n.at, n.read_at, n.sop_run_id, n.store_id,
  s.zone, n.step_key, r.sop, r.plan_sha256, r.correlation_key, e.data, e.person_id as actor_id`)
/** What they come from, beside `notification n`. */
export const noticeJoins = sql.raw(`join sop_run r on r.id = n.sop_run_id join store s on s.id = n.store_id
  left join audit_event e on e.sop_run_id = n.sop_run_id and e.seq = n.seq`)

/** How many notices of these stores a person has not read; counted up to `most`. */
export async function countUnread(
  db: Connection,
  personId: string,
  storeIds: readonly string[],
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from notification
      where person_id = ${personId} and (read_at is not null) = false and store_id = any(${[...storeIds]}::text[])
      limit ${most}) unread`.execute(db)
  return rows[0]?.count ?? 0
}
