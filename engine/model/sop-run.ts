import type { Roster } from './people.ts'
import type { JsonObject, JsonValue } from './text.ts'

export type RunStatus = 'running' | 'paused' | 'completed' | 'cancelled' | 'incident'
export type StepStatus = 'planned' | 'open' | 'claimed' | 'submitted' | 'done' | 'skipped' | 'cancelled' | 'incident'

/** The calendar a run counts with; copied into the run at launch. */
export interface RunCalendar {
  zone: string
  holidays: string[]
  makeUpWorkdays: string[]
  /** Last day the holiday table knows; later dues are estimated. */
  coversUntil: string
  serviceHours: { from: string; to: string }
}

/** One level of an approval: a task of its own. */
export interface Approval {
  /** 1-based position. */
  level: number
  role: string
  /** The level the rule named before R-4EYES or a reassignment moved it on. */
  plannedRole: string
  openedAt: string | null
  dueAt: string | null
  clockBaseAt: string | null
  decision: 'approved' | 'rejected' | 'returned' | null
  by: string | null
  at: string | null
  reason: string | null
  late: boolean
  ladder: LadderState
}

/** Which rungs of R-ESC.n have been taken. */
export interface LadderState {
  reminded: boolean
  /** 0 = none, 1 = marked overdue, 2 = reassigned to the superior, 3 = store-manager told. */
  overdue: 0 | 1 | 2 | 3
}

/** One instance of a step: step × repetition × visit. */
export interface Step {
  /** `stepId.visit` or `stepId:iteration.visit`. */
  key: string
  stepId: string
  /** 1-based repetition, 0 for a step that does not repeat. */
  iteration: number
  visit: number
  attempt: number
  status: StepStatus
  /** Grows with every change; what `expectedRevision` is compared with. */
  revision: number
  /** Role whose members may do it now; changes when escalation reassigns it. */
  role: string | null
  assignee: string | null
  /** Entry of the list this repetition stands for. */
  item: JsonValue
  /** Instant of the repeat grid this repetition stands on. */
  gridAt: string | null
  opensAt: string | null
  openedAt: string | null
  dueAt: string | null
  hard: boolean
  /** The due lies past the holiday table. */
  dueEstimated: boolean
  clockBaseAt: string | null
  submittedAt: string | null
  completedAt: string | null
  completedBy: string | null
  /** The other of the two behind the work: whom the doer stood in for, or who stood in for the requester. */
  alongside?: string
  /** Instant later clocks run from: the typed business instant, else `completedAt`. */
  effectiveAt: string | null
  late: boolean
  answers: JsonObject
  /** Answers of an earlier visit, offered for confirmation. */
  offered: JsonObject | null
  reasons: Record<string, string>
  approvals: Approval[]
  requester: string | null
  /** When the fact queries of this visit were answered. */
  factsAt: string | null
  /** Waiting for fact queries before it can open, or for an automation's answer. */
  awaiting: 'facts' | 'automation' | 'child' | null
  automationAttempt: number
  /** The automation under way or given up: 0 the step's own, 1… those after its completion; null = none. */
  automationCall: number | null
  /** Next look of a waiting step. */
  lookAt: string | null
  /** When silence counts as an answer. */
  unansweredAt: string | null
  /** First submission of this visit that a rule of the form blocked. */
  blockedAt: string | null
  /** When whoever it waits for was last urged on. */
  nudgedAt?: string
  /** Last correction of the answers after completion. */
  revisedAt: string | null
  skippedBecause: string | null
  stale: boolean
  ladder: LadderState
}

/** A playbook started from this run. */
export interface ChildRun {
  key: string
  sop: string
  stepKey: string
  inputs: JsonObject
  /** Who starts it by hand when it is not published. */
  role: string
  runId: string | null
  status: 'asked' | 'running' | 'byHand' | 'ended'
  outcome: string | null
  awaited: boolean
}

/** The whole state of a run: what `fold(events)` yields. */
export interface SopRun {
  id: string
  sop: string
  version: string
  planSha256: string
  storeId: string
  correlationKey: string | null
  parentRunId: string | null
  parentChildKey: string | null
  status: RunStatus
  outcome: string | null
  /** Outcome of a run that only waits for the playbooks it started to be under way. */
  ending: string | null
  launchedAt: string
  launchedBy: string
  endedAt: string | null
  /** Instant of the last event: a run's own time never goes back behind it. */
  lastAt: string
  /** Sequence number of the last event, 0 before the first. */
  seq: number
  /** Hash of the last event, 64 zeros before the first. */
  hash: string
  pausedAt: string | null
  lateStart: boolean
  priority: number
  calendar: RunCalendar
  roster: Roster
  /** Who held each role at launch; tells R-4EYES whether anybody else could decide. */
  holders: Roster
  parameters: JsonObject
  anchors: Record<string, string | null>
  inputs: JsonObject
  /** Launch fields, decision results, `set:` values and answers with a name of their own. */
  values: JsonObject
  facts: JsonObject
  steps: Record<string, Step>
  /** How often each branch (`stepId/index`) was taken. */
  taken: Record<string, number>
  children: ChildRun[]
  /** Outside events no step has waited for yet. */
  received: { eventType: string; key: string | null; data: JsonObject; at: string }[]
  counters: Record<string, number>
  record: JsonObject | null
}
