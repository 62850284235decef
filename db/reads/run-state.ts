import type { SopRun, Step } from '#engine/model/sop-run.ts'
import type { Connection } from '../database.ts'
import type { SopRunTable } from '../schema/sop-run.ts'
import type { Selectable } from 'kysely'

/** A run as recorded, with the host that carries it. */
export interface RecordedRun {
  run: SopRun
  hostId: string
  workflowId: string
  temporalRunId: string
}

/** One run with all its steps, in two queries; null when there is none. Steps come in the order of their keys. */
export async function readRun(db: Connection, sopRunId: string): Promise<RecordedRun | null> {
  const [row, steps] = await Promise.all([
    db.selectFrom('sopRun').selectAll().where('id', '=', sopRunId).executeTakeFirst(),
    db.selectFrom('step').select(['stepKey', 'detail']).where('sopRunId', '=', sopRunId).orderBy('stepKey').execute(),
  ])
  if (!row) return null
  return {
    run: runOfRows(
      row,
      steps.map((step) => step.detail),
    ),
    hostId: row.hostId,
    workflowId: row.workflowId,
    temporalRunId: row.temporalRunId,
  }
}

/** Puts the columns, the rest and the steps of a run together again. */
export function runOfRows(row: Selectable<SopRunTable>, steps: readonly Step[]): SopRun {
  return {
    ...row.rest,
    id: row.id,
    sop: row.sop,
    version: row.version,
    planSha256: row.planSha256,
    storeId: row.storeId,
    correlationKey: row.correlationKey,
    parentRunId: row.parentRunId,
    status: row.status,
    outcome: row.outcome,
    launchedAt: row.launchedAt,
    launchedBy: row.launchedBy,
    endedAt: row.endedAt,
    seq: row.seq,
    hash: row.hash,
    priority: row.priority,
    inputs: row.inputs,
    values: row.values,
    steps: Object.fromEntries(steps.map((step) => [step.key, step])),
  }
}

/** What guards need of a run before anything else is read: whose it is and which playbook it follows. */
export interface RunHeading {
  id: string
  sop: string
  version: string
  planSha256: string
  storeId: string
  launchedBy: string
  status: SopRun['status']
}

/** The heading of a run, or null. */
export async function readRunHeading(db: Connection, sopRunId: string): Promise<RunHeading | null> {
  const row = await db
    .selectFrom('sopRun')
    .select(['id', 'sop', 'version', 'planSha256', 'storeId', 'launchedBy', 'status'])
    .where('id', '=', sopRunId)
    .executeTakeFirst()
  return row ?? null
}
