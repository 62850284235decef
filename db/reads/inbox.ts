import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Connection } from '../database.ts'
import type { TaskStatus } from '../schema/task.ts'
import { runsOfParcel } from './cases-of-parcel.ts'

/** Whose tasks are wanted; roles were resolved once by the door. */
export interface InboxScope {
  personId: string
  /** Stores in which every task is seen (leads, auditors). */
  wholeStores: readonly string[]
  /** Roles held, per store: their tasks are seen. */
  posts: readonly { storeId: string; role: string }[]
  /** Steps in the inbox of another role that the person may do for it. */
  taps?: readonly { storeId: string; role: string; sop: string; stepIds: readonly string[] }[]
}

export interface InboxFilter {
  /** Only what falls to the person: assigned, or free for a role held. */
  mine: boolean
  /** Of what is mine: only what the person holds (true), or only what is free (false). */
  taken?: boolean
  role?: string
  storeId?: string
  sop?: string
  stepId?: string
  sopRunId?: string
  /** Due before this instant. */
  overdueAt?: string
  /** Of the cases this parcel belongs to. */
  waybill?: string
  after?: InboxPlace
  limit: number
}

/** Where a page ended. */
export interface InboxPlace {
  urgentAt: string
  taskId: string
}

export interface InboxRow {
  taskId: string
  sopRunId: string
  stepKey: string
  level: number | null
  storeId: string
  sop: string
  stepId: string
  role: string | null
  personId: string | null
  status: TaskStatus
  revision: number
  openedAt: string | null
  dueAt: string | null
  hard: boolean
  priority: number
  paused: boolean
  urgentAt: string
  correlationKey: string | null
  planSha256: string
}

/**
 * One page of an inbox, most urgent first, in one query: each source (a post, a whole store, what is assigned) is read from its
 * own index up to the page's size, so that the cost does not grow with the number of open tasks.
 */
export async function readInbox(db: Connection, scope: InboxScope, filter: InboxFilter): Promise<InboxRow[]> {
  const sources = inboxSources(scope, filter)
  if (sources.length === 0) return []
  const union = sql.join(
    sources.map((source) => sql`(${source})`),
    sql` union `,
  )
  const result = await sql<InboxRow>`
    select ${ofPage}, r.correlation_key, r.plan_sha256
    from (select ${columns} from (${union}) as source order by urgent_at, task_id limit ${filter.limit}) as t
    join sop_run r on r.id = t.sop_run_id
    order by t.urgent_at, t.task_id`.execute(db)
  return result.rows
}

// Named one by one, so that the server may keep the plan of the statement.
const columnNames = [
  ...['task_id', 'sop_run_id', 'step_key', 'level', 'store_id', 'sop', 'step_id', 'role', 'person_id', 'status'],
  ...['revision', 'opened_at', 'due_at', 'hard', 'priority', 'paused', 'urgent_at'],
]
const columns = sql.raw(columnNames.join(', '))
const ofPage = sql.raw(columnNames.map((name) => `t.${name}`).join(', '))

function inboxSources(scope: InboxScope, filter: InboxFilter): RawBuilder<unknown>[] {
  const wanted = (storeId: string) => filter.storeId === undefined || filter.storeId === storeId
  const page = sql`order by urgent_at, task_id limit ${filter.limit}`
  const shared = sharedConditions(filter)
  const assigned = sql`select ${columns} from task where person_id = ${scope.personId} ${storeOf(filter)} ${roleOf(filter)} ${shared} ${page}`
  const whole = filter.mine ? [] : scope.wholeStores.filter(wanted)
  const posts = scope.posts.filter(
    ({ storeId, role }) =>
      wanted(storeId) && !whole.includes(storeId) && (filter.role === undefined || filter.role === role),
  )
  // A free task is everybody's of the role; one that somebody has taken is only theirs.
  const free = filter.mine ? sql`and person_id is null ${namedFor(scope.personId)}` : sql``
  if (filter.mine && filter.taken === true) return [assigned]
  return [
    ...(filter.mine && filter.taken === false ? [] : [assigned]),
    ...whole.map(
      (storeId) => sql`select ${columns} from task where store_id = ${storeId} ${roleOf(filter)} ${shared} ${page}`,
    ),
    ...(scope.taps ?? [])
      .filter(({ storeId, role }) => wanted(storeId) && !whole.includes(storeId) && !holds(posts, storeId, role))
      .map(
        ({ storeId, role, sop, stepIds }) =>
          sql`select ${columns} from task where store_id = ${storeId} and role = ${role} and sop = ${sop}
            and step_id = any(${stepIds}) and person_id is null ${roleOf(filter)} ${shared} ${page}`,
      ),
    ...posts.map(
      ({ storeId, role }) =>
        sql`select ${columns} from task where store_id = ${storeId} and role = ${role} ${free} ${shared} ${page}`,
    ),
  ]
}

function holds(posts: InboxScope['posts'], storeId: string, role: string): boolean {
  return posts.some((post) => post.storeId === storeId && post.role === role)
}

/** People named for a role at launch are its only candidates. */
function namedFor(personId: string): RawBuilder<unknown> {
  return sql`and coalesce((
    select r.rest->'roster'->task.role in ('null'::jsonb, '[]'::jsonb) or r.rest->'roster'->task.role ? ${personId}
    from sop_run r where r.id = task.sop_run_id), true)`
}

function storeOf(filter: InboxFilter): RawBuilder<unknown> {
  return filter.storeId === undefined ? sql`` : sql`and store_id = ${filter.storeId}`
}

function roleOf(filter: InboxFilter): RawBuilder<unknown> {
  return filter.role === undefined ? sql`` : sql`and role = ${filter.role}`
}

function sharedConditions(filter: InboxFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = []
  if (filter.sop !== undefined) parts.push(sql`and sop = ${filter.sop}`)
  if (filter.stepId !== undefined) parts.push(sql`and step_id = ${filter.stepId}`)
  if (filter.sopRunId !== undefined) parts.push(sql`and sop_run_id = ${filter.sopRunId}`)
  if (filter.waybill !== undefined) parts.push(sql`and sop_run_id in (${runsOfParcel(filter.waybill)})`)
  if (filter.overdueAt !== undefined) parts.push(sql`and due_at < ${filter.overdueAt}`)
  if (filter.after)
    parts.push(sql`and (urgent_at, task_id) > (${filter.after.urgentAt}::timestamptz, ${filter.after.taskId})`)
  return parts.length === 0 ? sql`` : sql.join(parts, sql` `)
}
