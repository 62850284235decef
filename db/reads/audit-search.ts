import type { SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Door } from '#engine/model/people.ts'
import type { RunEventType } from '#engine/model/run-event.ts'
import type { Connection } from '../database.ts'

/** Where a caller reads all history; in their other stores they read their own acts. */
export interface AuditScope {
  personId: string
  wholeStores: readonly string[]
  ownStores: readonly string[]
}

export interface AuditFilter {
  storeId?: string
  sop?: string
  runId?: string
  /** Who did it, or for whom it was done. */
  personId?: string
  /** Part of the name of either. */
  personName?: string
  type?: string
  /** Only files whose picture had been used in another run. */
  seenBefore?: boolean
  stepId?: string
  /** From this instant on, until just before `toAt`. */
  fromAt?: string
  toAt?: string
  /** Part of a reason or remark. */
  text?: string
  /** Some money answer lies in this range, in fen; `fields` are the names of money fields. */
  money?: { least: number; most: number; fields: readonly string[] }
  /** Arrival number of the last row seen. */
  beforeId?: number
  limit: number
}

export interface AuditHit {
  id: number
  sopRunId: string
  seq: number
  type: RunEventType
  at: string
  personId: string
  personName: string | null
  role: string | null
  onBehalfOf: string | null
  onBehalfOfName: string | null
  door: Door
  stepId: string | null
  stepKey: string | null
  storeId: string
  sop: string
  version: string
  planSha256: string
  correlationKey: string | null
  reason: string | null
  /** Top-level answers of the event, sealed ones as they are kept. */
  answers: Record<string, unknown> | null
}

const answered = ['step.submitted', 'step.completed', 'step.revised', 'run.launched']
// Reasons stand under one of these names; the bulky plans of a launch are never opened for a text.
const reasonText = sql<
  string | null
>`coalesce(e.data->>'reason', case when e.type = 'comment.added' then e.data->>'text' end,
  case when jsonb_typeof(e.data->'reasons') = 'object' and e.data->'reasons' <> '{}'::jsonb
    then (select string_agg(value, '; ') from jsonb_each_text(e.data->'reasons')) end)`
const answersOf = sql<Record<string, unknown> | null>`case e.type when 'step.revised' then e.data->'new'
  when 'run.launched' then e.data->'inputs' else e.data->'answers' end`

/** One page of history over runs, newest first. */
export async function searchAudit(db: Connection, scope: AuditScope, filter: AuditFilter): Promise<AuditHit[]> {
  return db
    .selectFrom('auditEvent as e')
    .innerJoin('sopRun as r', 'r.id', 'e.sopRunId')
    .leftJoin('person as p', 'p.id', 'e.personId')
    .leftJoin('person as o', 'o.id', 'e.onBehalfOf')
    .select(['e.id', 'e.sopRunId', 'e.seq', 'e.type', 'e.at', 'e.personId', 'p.name as personName', 'e.role'])
    .select(['e.onBehalfOf', 'o.name as onBehalfOfName', 'e.door', 'e.stepId', 'e.stepKey', 'e.storeId'])
    .select(['r.sop', 'r.version', 'r.planSha256', 'r.correlationKey'])
    .select([reasonText.as('reason'), answersOf.as('answers')])
    .where(seenBy(scope))
    .where((eb) => eb.and(conditions(filter)))
    .orderBy('e.id', 'desc')
    .limit(filter.limit)
    .execute()
}

function seenBy({ personId, wholeStores, ownStores }: AuditScope) {
  const whole = sql<SqlBool>`e.store_id = any(${[...wholeStores]})`
  if (ownStores.length === 0) return whole
  return sql<SqlBool>`(${whole} or (e.store_id = any(${[...ownStores]}) and (e.person_id = ${personId} or e.on_behalf_of = ${personId})))`
}

function conditions(filter: AuditFilter) {
  const { storeId, sop, runId, personId, personName, type, stepId, fromAt, toAt, text, money, beforeId } = filter
  const { seenBefore } = filter
  const wanted = [
    beforeId === undefined ? null : sql<SqlBool>`e.id < ${beforeId}`,
    storeId === undefined ? null : sql<SqlBool>`e.store_id = ${storeId}`,
    runId === undefined ? null : sql<SqlBool>`e.sop_run_id = ${runId}`,
    sop === undefined ? null : sql<SqlBool>`r.sop = ${sop}`,
    personId === undefined ? null : byPerson(personId),
    personName === undefined
      ? null
      : sql<SqlBool>`(p.name ilike ${part(personName)} or o.name ilike ${part(personName)})`,
    type === undefined ? null : sql<SqlBool>`e.type = ${type}`,
    seenBefore === true ? sql<SqlBool>`e.type = 'evidence.added' and e.data ? 'seenBefore'` : null,
    stepId === undefined ? null : sql<SqlBool>`e.step_id = ${stepId}`,
    fromAt === undefined ? null : sql<SqlBool>`e.at >= ${fromAt}::timestamptz`,
    toAt === undefined ? null : sql<SqlBool>`e.at < ${toAt}::timestamptz`,
    text === undefined ? null : holdsText(text),
    money === undefined ? null : holdsMoney(money),
  ]
  return wanted.filter((condition) => condition !== null)
}

function byPerson(personId: string) {
  // Said twice so that the narrow index over people fits.
  const himself = personId === 'system' ? sql`true` : sql`e.person_id <> 'system'`
  return sql<SqlBool>`((e.person_id = ${personId} and ${himself}) or e.on_behalf_of = ${personId})`
}

/** A pattern that finds a text anywhere, its own signs taken as they are. */
function part(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}

function holdsText(text: string) {
  return sql<SqlBool>`(case when e.type in ('run.launched', 'steps.planned', 'facts.recorded') then false
    else ${reasonText} ilike ${part(text)} end)`
}

function holdsMoney({ least, most, fields }: NonNullable<AuditFilter['money']>) {
  return sql<SqlBool>`(case when e.type = any(${answered}) then exists (
    select 1 from jsonb_each(coalesce(${answersOf}, '{}'::jsonb)) as a
    where a.key = any(${[...fields]}) and jsonb_typeof(a.value) = 'number' and (a.value)::numeric between ${least} and ${most}
  ) else false end)`
}
