import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import type { RunScope } from './seen-runs.ts'
import { holdsText, isSeen } from './seen-runs.ts'

export interface RunsAtFilter {
  at: string
  storeId?: string
  sop?: string
  text?: string
  after?: { launchedAt: string; id: string }
  limit: number
}

/** Runs that were under way at an instant, latest launch first. */
export async function readRunsAt(
  db: Connection,
  scope: RunScope,
  { at, storeId, sop, text, after, limit }: RunsAtFilter,
): Promise<{ id: string; planSha256: string; launchedAt: string }[]> {
  const conditions = [
    isSeen(scope),
    sql<boolean>`r.launched_at <= ${at} and (r.ended_at is null or r.ended_at > ${at})`,
    ...(storeId === undefined ? [] : [sql<boolean>`r.store_id = ${storeId}`]),
    ...(sop === undefined ? [] : [sql<boolean>`r.sop = ${sop}`]),
    ...(text === undefined ? [] : [holdsText(text)]),
    ...(after === undefined
      ? []
      : [sql<boolean>`(r.launched_at, r.id) < (${after.launchedAt}::timestamptz, ${after.id}::text)`]),
  ]
  const { rows } = await sql<{ id: string; planSha256: string; launchedAt: string }>`
    select r.id, r.plan_sha256, r.launched_at from sop_run r where ${sql.join(conditions, sql` and `)}
    order by r.launched_at desc, r.id desc limit ${limit}`.execute(db)
  return rows
}
