import { sql } from 'kysely'
import type { RunStatus } from '#engine/model/sop-run.ts'
import type { Connection } from '../database.ts'
import type { RunScope } from './seen-runs.ts'
import { holdsText, isSeen } from './seen-runs.ts'

export interface RunFilter {
  storeId?: string
  sop?: string
  status?: RunStatus
  /** Only (or, when false, none) with an open step due before `now`. */
  overdue?: boolean
  /** Part of the correlation key, or the start of the run's id. */
  text?: string
  now: string
  after?: RunPlace
  limit: number
}

export interface RunPlace {
  launchedAt: string
  id: string
}

export interface RunListRow {
  id: string
  sop: string
  version: string
  planSha256: string
  storeId: string
  correlationKey: string | null
  status: RunStatus
  outcome: string | null
  launchedAt: string
  launchedBy: string
  launchedByName: string | null
  endedAt: string | null
  priority: number
  /** Earliest due of an open task. */
  dueAt: string | null
}

/** One page of the runs a caller may see, newest first. */
export async function readRuns(db: Connection, scope: RunScope, filter: RunFilter): Promise<RunListRow[]> {
  const { now, after } = filter
  return db
    .selectFrom('sopRun as r')
    .leftJoin('person as p', 'p.id', 'r.launchedBy')
    .select(['r.id', 'r.sop', 'r.version', 'r.planSha256', 'r.storeId', 'r.correlationKey', 'r.status', 'r.outcome'])
    .select(['r.launchedAt', 'r.launchedBy', 'p.name as launchedByName', 'r.endedAt', 'r.priority'])
    .select((eb) =>
      eb
        .selectFrom('task as t')
        .whereRef('t.sopRunId', '=', 'r.id')
        .select(sql<string | null>`min(t.due_at)`.as('first'))
        .as('dueAt'),
    )
    .where(isSeen(scope))
    .$if(filter.storeId !== undefined, (query) => query.where('r.storeId', '=', filter.storeId ?? ''))
    .$if(filter.sop !== undefined, (query) => query.where('r.sop', '=', filter.sop ?? ''))
    .$if(filter.status !== undefined, (query) => query.where('r.status', '=', filter.status ?? 'running'))
    .$if(filter.overdue !== undefined, (query) => query.where(overdueAt(now, filter.overdue ?? true)))
    .$if(filter.text !== undefined, (query) => query.where(holdsText(filter.text ?? '')))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(r.launched_at, r.id) < (${after?.launchedAt}::timestamptz, ${after?.id})`),
    )
    .orderBy('r.launchedAt', 'desc')
    .orderBy('r.id', 'desc')
    .limit(filter.limit)
    .execute()
}

function overdueAt(now: string, wanted: boolean) {
  const some = sql<boolean>`exists (select 1 from task t where t.sop_run_id = r.id and t.due_at < ${now})`
  return wanted ? some : sql<boolean>`not ${some}`
}
