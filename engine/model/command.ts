import type { Actor, Door, Roster } from './people.ts'
import type { RunCalendar } from './sop-run.ts'
import type { JsonObject } from './text.ts'

export interface Launch {
  type: 'launch'
  sopRunId: string
  storeId: string
  inputs: JsonObject
  anchors: Record<string, string>
  /** People named for a role at launch; a role without an entry is open to whoever holds it. */
  roster: Roster
  /** Who holds each role in the store now. */
  holders: Roster
  /** Parameter overrides of the store, already merged by the door. */
  parameters: JsonObject
  calendar: RunCalendar
  correlationKey: string | null
  parentRunId?: string
  parentChildKey?: string
  /** Path of each looked-up input that was filled from the store's data. */
  filledFrom?: Record<string, string>
}

interface OnStep {
  stepId?: string
  /** Exact instance; without it the open one of `stepId` is meant. */
  stepKey?: string
  expectedRevision?: number
}

export interface Complete extends OnStep {
  type: 'complete'
  answers: JsonObject
  /** Reason per field, for warnings and corrected look-ups. */
  reasons?: Record<string, string>
  checklist?: string[]
}
export interface Claim extends OnStep {
  type: 'claim'
}
export interface Release extends OnStep {
  type: 'release'
}
/** The system's: a person who worked on a step holds its role no more. */
export interface EndClaim extends OnStep {
  type: 'endClaim'
  personId: string
}
/** Whoever comes on duty takes over what the one before them had begun. */
export interface TakeOver extends OnStep {
  type: 'takeOver'
  from: string
  shiftId: string
  reason: string
}
export interface Approve extends OnStep {
  type: 'approve'
  level?: number
  reason?: string
}
export interface Reject extends OnStep {
  type: 'reject'
  level?: number
  reason: string
}
export interface ReturnForRework extends OnStep {
  type: 'return'
  level?: number
  reason: string
}
export interface Skip extends OnStep {
  type: 'skip'
  reason: string
}
export interface Reassign extends OnStep {
  type: 'reassign'
  to: string
  reason: string
}
/** Urges on whoever the step waits for. */
export interface Nudge extends OnStep {
  type: 'nudge'
}
/** Opens an on-demand step (incident, extension). */
export interface OpenOnDemand {
  type: 'open'
  stepId: string
  reason?: string
}
/** Corrects the answers of a finished step, e.g. a new complaint grade; what hangs on them is worked out again. */
export interface Revise extends OnStep {
  type: 'revise'
  answers: JsonObject
  reason: string
}
/** Takes a cue back that was tapped a moment ago. */
export interface Reopen extends OnStep {
  type: 'reopen'
}
export interface Comment {
  type: 'comment'
  stepKey?: string
  text: string
  /** Person ids the text is meant for. */
  mentions?: string[]
}
export interface AddEvidence extends OnStep {
  type: 'addEvidence'
  evidenceId: string
  sha256: string
  mediaType: string
  bytes: number
  /** Hash of the picture's own data, without what programs write around it. */
  pictureSha256?: string
  /** The same picture proved something in other runs before. */
  seenBefore?: SeenBefore
}

/** Where a picture had been used: runs of the same store by id, of other stores only that there are some. */
export interface SeenBefore {
  runs: string[]
  otherStore: boolean
}
export interface Pause {
  type: 'pause'
  reason: string
}
export interface Resume {
  type: 'resume'
  reason?: string
}
export interface Cancel {
  type: 'cancel'
  reason: string
}
export interface MoveAnchor {
  type: 'moveAnchor'
  anchor: string
  to: string
  reason: string
}
/** Something that happened outside, e.g. `parcel.received`; key is compared with the waiting step's correlation. */
export interface ReceiveEvent {
  type: 'receiveEvent'
  eventId: string
  eventType: string
  key: string | null
  data: JsonObject
}
/** Answers of the shell's activities. */
export interface RecordFacts {
  type: 'recordFacts'
  stepKey: string
  facts: JsonObject
  lookedAt?: string
}
export interface AutomationFinished {
  type: 'automationFinished'
  stepKey: string
  call: number
  attempt: number
  output?: JsonObject
  error?: string
}
export interface ChildStarted {
  type: 'childStarted'
  childKey: string
  runId: string | null
  linked: boolean
}
export interface ChildEnded {
  type: 'childEnded'
  childKey: string
  outcome: string
  record: JsonObject
}
export interface RetryIncident extends OnStep {
  type: 'retryIncident'
  reason?: string
}
/** The wake-up timer fired. */
export interface Tick {
  type: 'tick'
}

export type RunCommand =
  | Launch
  | Complete
  | Claim
  | Release
  | EndClaim
  | TakeOver
  | Approve
  | Reject
  | ReturnForRework
  | Skip
  | Reassign
  | Nudge
  | OpenOnDemand
  | Revise
  | Reopen
  | Comment
  | AddEvidence
  | Pause
  | Resume
  | Cancel
  | MoveAnchor
  | ReceiveEvent
  | RecordFacts
  | AutomationFinished
  | ChildStarted
  | ChildEnded
  | RetryIncident
  | Tick

/** What reaches a host: one act of one person or of the system. */
export interface CommandEnvelope {
  commandId: string
  sopRunId: string
  actor: Actor
  door: Door
  command: RunCommand
}
