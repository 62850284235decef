import type { RunStatus, SopRun } from '#engine/model/sop-run.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { Instant, OptionalInstant } from './column-types.ts'

/** What a run's row keeps beside its columns. */
export type RunRest = Omit<
  SopRun,
  | 'steps'
  | 'id'
  | 'sop'
  | 'version'
  | 'planSha256'
  | 'storeId'
  | 'correlationKey'
  | 'parentRunId'
  | 'status'
  | 'outcome'
  | 'launchedAt'
  | 'launchedBy'
  | 'endedAt'
  | 'seq'
  | 'hash'
  | 'priority'
  | 'inputs'
  | 'values'
>

/** A run as of event `seq`; written by `recordEvents` alone. `toRunRow` puts columns and `rest` together again. */
export interface SopRunTable {
  id: string
  sop: string
  version: string
  planSha256: string
  storeId: string
  hostId: string
  workflowId: string
  temporalRunId: string
  correlationKey: string | null
  parentRunId: string | null
  status: RunStatus
  outcome: string | null
  launchedAt: Instant
  launchedBy: string
  endedAt: OptionalInstant
  seq: number
  /** Hash of event `seq`. */
  hash: string
  priority: number
  inputs: JsonObject
  values: JsonObject
  rest: RunRest
}
