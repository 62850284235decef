import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { RunStatus, StepStatus } from '#engine/model/sop-run.ts'
import type { Connection } from '../database.ts'
import type { RunScope } from './seen-runs.ts'
import { holdsText, isSeen, isUnderWay } from './seen-runs.ts'

export interface BoardFilter {
  storeId?: string
  sop?: string
  /** One status; without it everything under way. */
  status?: RunStatus
  /** Only runs with an open step due before `now`. */
  late: boolean
  /** Only runs with an open step of this person, or of this role. */
  personId?: string
  role?: string
  text?: string
  now: string
  after?: BoardPlace
  limit: number
}

/** Where a page ended. */
export interface BoardPlace {
  firstDueAt: string
  id: string
}

export interface BoardRunRow {
  id: string
  sop: string
  version: string
  planSha256: string
  storeId: string
  correlationKey: string | null
  status: RunStatus
  launchedAt: string
  launchedBy: string
  /** Earliest due of an open step; `infinity` without one. */
  firstDueAt: string
  open: number
  late: number
}

/** One page of runs, what is late longest first, then what falls due next. */
export async function readRunBoard(db: Connection, scope: RunScope, filter: BoardFilter): Promise<BoardRunRow[]> {
  const result = await sql<BoardRunRow>`
    select r.id, r.sop, r.version, r.plan_sha256, r.store_id, r.correlation_key, r.status, r.launched_at, r.launched_by,
      coalesce(t.first_due_at, 'infinity') as first_due_at, coalesce(t.open, 0) as open, coalesce(t.late, 0) as late
    from sop_run r left join ${tasksByRun(filter)} t on t.sop_run_id = r.id
    where ${sql.join(conditions(scope, filter), sql` and `)}
    order by coalesce(t.first_due_at, 'infinity'), r.id
    limit ${filter.limit}`.execute(db)
  return result.rows
}

/** Open work of each run in one pass over the inbox table. */
function tasksByRun({ now, storeId }: Pick<BoardFilter, 'now' | 'storeId'>): RawBuilder<unknown> {
  const ofStore = storeId === undefined ? sql`` : sql`where store_id = ${storeId}`
  return sql`(
    select sop_run_id, min(due_at) as first_due_at, count(*)::int as open,
      (count(*) filter (where due_at < ${now}))::int as late
    from task ${ofStore} group by sop_run_id)`
}

function conditions(scope: RunScope, filter: BoardFilter): RawBuilder<boolean>[] {
  const { storeId, sop, status, late, text, personId, role, after } = filter
  const some = (column: 'person_id' | 'role', value: string) =>
    sql<boolean>`exists (select 1 from task x where x.sop_run_id = r.id and ${sql.ref(`x.${column}`)} = ${value})`
  return [
    isSeen(scope),
    status === undefined ? isUnderWay : sql<boolean>`r.status = ${status}`,
    ...(storeId === undefined ? [] : [sql<boolean>`r.store_id = ${storeId}`]),
    ...(sop === undefined ? [] : [sql<boolean>`r.sop = ${sop}`]),
    ...(late ? [sql<boolean>`t.late > 0`] : []),
    ...(text === undefined ? [] : [holdsText(text)]),
    ...(personId === undefined ? [] : [some('person_id', personId)]),
    ...(role === undefined ? [] : [some('role', role)]),
    ...(after === undefined
      ? []
      : [
          sql<boolean>`(coalesce(t.first_due_at, 'infinity'), r.id) > (${after.firstDueAt}::timestamptz, ${after.id}::text)`,
        ]),
  ]
}

export interface BoardStepRow {
  sopRunId: string
  stepKey: string
  stepId: string
  status: StepStatus
  role: string | null
  opensAt: string | null
  dueAt: string | null
  iteration: number
  visit: number
}

/** Every step of some runs, with what a board shows of it. */
export async function readBoardSteps(db: Connection, runIds: readonly string[]): Promise<BoardStepRow[]> {
  const result = await sql<BoardStepRow>`
    select sop_run_id, step_key, step_id, status, role, due_at, (detail->>'opensAt')::timestamptz as opens_at,
      (detail->>'iteration')::int as iteration, (detail->>'visit')::int as visit
    from step where sop_run_id = any(${[...runIds]}::text[])
    order by sop_run_id, step_key`.execute(db)
  return result.rows
}

export interface BoardTaskRow {
  taskId: string
  sopRunId: string
  stepKey: string
  stepId: string
  role: string | null
  personId: string | null
  dueAt: string | null
  hard: boolean
}

/** Open work of some runs, earliest due first. */
export async function readBoardTasks(db: Connection, runIds: readonly string[]): Promise<BoardTaskRow[]> {
  const result = await sql<BoardTaskRow>`
    select task_id, sop_run_id, step_key, step_id, role, person_id, due_at, hard
    from task where sop_run_id = any(${[...runIds]}::text[])
    order by due_sort, task_id`.execute(db)
  return result.rows
}
