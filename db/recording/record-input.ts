import type { RunEvent } from '#engine/model/run-event.ts'
import type { SopRun, Step } from '#engine/model/sop-run.ts'

/** Everything one host hands over to be stored in one transaction. */
export interface RecordInput {
  hostId: string
  workflowId: string
  temporalRunId: string
  runs: RunInput[]
}

export interface RunInput {
  sopRunId: string
  /** Consecutive, oldest first; may begin with events that are stored already. */
  events: RunEvent[]
  run: Omit<SopRun, 'steps'>
  /** Steps changed by these events. */
  steps: Step[]
  answers: AnswerInput[]
  notices: NoticeInput[]
}

/** A host's answer to a command; stored whole, given again when the command is repeated. */
export interface AnswerInput {
  commandId: string
  kind: string
}

export interface NoticeInput {
  key: string
  sopRunId: string
  storeId: string
  stepKey: string | null
  /** Whoever holds one of these roles in the store when it is written, and these persons. */
  roles: string[]
  persons: string[]
  /** Not told, whatever roles they hold. Hosts from before it was known send none. */
  except?: string[]
  /** The event it tells of. */
  seq?: number
  notice: string
  urgent: boolean
  at: string
}

export type RecordFailureCode =
  /** An earlier event is missing: events are stored strictly in order. */
  | 'SEQ_GAP'
  /** Another event is stored under this seq. An alarm: history and copy differ. */
  | 'HASH_CONFLICT'
  /** A hash does not follow from the one before. An alarm. */
  | 'CHAIN_BROKEN'
  /** Events are stored, but their steps or run row cannot be. */
  | 'ROWS_REFUSED'
  /** Not even the events can be stored. */
  | 'EVENTS_REFUSED'

export interface RecordFailure {
  sopRunId: string
  code: RecordFailureCode
  reason: string
}

export interface RecordOutcome {
  failed: RecordFailure[]
}
