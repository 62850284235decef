import type { Effect, RunEvent } from '#engine/model/run-event.ts'
import type { SopRun, Step } from '#engine/model/sop-run.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { CommandAnswer, HostSnapshot, Notice } from './messages.ts'

/** What the outside must do for a host. `activities/` implements it; workflows import nothing else from there. */
export interface HostActivities {
  /**
   * The only writer of runs: events, changed steps, run row, answers and notices, in one transaction, idempotent on (run, seq).
   * The same batch, or an overlapping one after continue-as-new, may come again.
   */
  recordEvents(batch: RecordBatch): Promise<RecordResult>
  /** Runs the named queries; their result comes back as a `recordFacts` command. */
  lookUpFacts(request: FactsRequest): Promise<JsonObject>
  /** Calls a named automation with its idempotency key. */
  runAutomation(request: AutomationRequest): Promise<JsonObject>
  /** Starts a child playbook through dispatch; null = not published. */
  launchRun(request: LaunchRequest): Promise<{ runId: string | null; linked: boolean }>
  /** Tells a parent run that its child has ended. */
  reportToRun(request: ReportRequest): Promise<void>
  /** Starts a host of its own for a run that leaves its desk; done once however often it is called. */
  moveRun(request: MoveRequest): Promise<void>
}

/** Summary row of a run; everything a list shows. */
export type RunRow = Omit<SopRun, 'steps'>

export interface RecordBatch {
  hostId: string
  workflowId: string
  temporalRunId: string
  runs: RunRecord[]
}

export interface RunRecord {
  sopRunId: string
  /** Consecutive, oldest first; may start at or before a seq that is already recorded. */
  events: RunEvent[]
  run: RunRow
  /** Steps changed by these events, as they stand after the last of them. */
  steps: Step[]
  /** Answers (`done` or `refused`) of the people's commands whose last event is in here, for the idempotency rows. */
  answers: CommandAnswer[]
  /** In-app notices; (key) is unique. */
  notices: Notice[]
}

export interface RecordResult {
  /**
   * Runs that could not be stored whole; each is that run's trouble and stops nobody else. `ROWS_REFUSED`: its events are
   * stored, the rows that show them are not. Any other code: nothing of it is stored.
   */
  failed: { sopRunId: string; code: string; reason: string }[]
}

export interface FactsRequest {
  sopRunId: string
  storeId: string
  at: string
  queries: Extract<Effect, { kind: 'facts' }>['queries']
}

export interface AutomationRequest {
  sopRunId: string
  storeId: string
  stepKey: string
  activity: string
  input: JsonObject
  /** Same for every attempt of one call. */
  idempotencyKey: string
}

export interface LaunchRequest {
  parentRunId: string
  childKey: string
  storeId: string
  /** The parent's time of asking. */
  at: string
  sop: string
  inputs: JsonObject
}

export interface ReportRequest {
  parentRunId: string
  childKey: string
  outcome: string
  record: JsonObject
  fromRunId: string
}

/** A run on its way out of a desk: what its new host starts with. */
export interface MoveRequest {
  sopRunId: string
  sop: string
  storeId: string
  snapshot: HostSnapshot
}

/** What a host tells its worker beside history; only fault tests listen. */
export type ShellSinks = {
  shell: {
    /** The host is about to continue as new. */
    continuing(): void
  }
}
