import type { Insertable, Selectable } from 'kysely'
import type { SopRun } from '#engine/model/sop-run.ts'
import type { SopRunTable } from '../schema/sop-run.ts'

/** Where a run's rows come from, and its last stored event. */
type Origin = Pick<Selectable<SopRunTable>, 'hostId' | 'workflowId' | 'temporalRunId' | 'seq' | 'hash'>

/** Splits a run over the columns of its table: what lists filter by has a column, the rest travels as one value. */
export function runColumns(run: Omit<SopRun, 'steps'>, origin: Origin): Insertable<SopRunTable> {
  const { id, sop, version, planSha256, storeId, correlationKey, parentRunId, ...first } = run
  const {
    status,
    outcome,
    launchedAt,
    launchedBy,
    endedAt,
    priority,
    inputs,
    values,
    seq: _,
    hash: __,
    ...rest
  } = first
  const identity = { id, sop, version, planSha256, storeId, correlationKey, parentRunId }
  return { ...identity, status, outcome, launchedAt, launchedBy, endedAt, priority, inputs, values, rest, ...origin }
}
