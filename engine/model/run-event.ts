import type { Door } from './people.ts'
import type { JsonObject } from './text.ts'

/** The audit vocabulary. Complete, approve, skip by rule, skip by person, return and redo are different facts. */
export type RunEventType =
  | 'run.launched'
  | 'run.paused'
  | 'run.resumed'
  | 'run.ending'
  | 'run.cancelled'
  | 'run.completed'
  | 'steps.planned'
  | 'facts.requested'
  | 'facts.recorded'
  | 'step.opened'
  | 'step.claimed'
  | 'step.released'
  | 'step.assigned'
  | 'step.submitBlocked'
  | 'step.submitted'
  | 'step.completed'
  | 'step.revised'
  | 'step.returned'
  | 'step.reopened'
  | 'step.staled'
  | 'step.cancelled'
  | 'step.skippedByRule'
  | 'step.skippedByPerson'
  | 'step.reminded'
  | 'step.nudged'
  | 'step.overdue'
  | 'step.escalated'
  | 'approval.opened'
  | 'approval.given'
  | 'approval.rejected'
  | 'act.refused'
  | 'values.set'
  | 'branch.taken'
  | 'due.changed'
  | 'anchor.moved'
  | 'comment.added'
  | 'evidence.added'
  | 'external.received'
  | 'automation.asked'
  | 'automation.succeeded'
  | 'automation.failed'
  | 'child.asked'
  | 'child.started'
  | 'child.notPublished'
  | 'child.ended'
  | 'incident.raised'
  | 'incident.resolved'
  | 'notice.sent'

/** An event before it is numbered: what a rule decided. */
export interface EventBody {
  type: RunEventType
  stepId?: string
  stepKey?: string
  data: JsonObject
}

/** An event of a run's history. `hash = sha256(previous hash, canonical event without hash)`. */
export interface RunEvent extends EventBody {
  sopRunId: string
  seq: number
  at: string
  personId: string
  role?: string
  onBehalfOf?: string
  door: Door
  commandId: string
  hash: string
}

/** What the shell must do after an event: never part of the truth, always repeatable by key. */
export type Effect =
  | { kind: 'facts'; stepKey: string; queries: { name: string; query: string; with: JsonObject }[]; look: boolean }
  | { kind: 'automation'; stepKey: string; call: number; attempt: number; activity: string; input: JsonObject }
  | { kind: 'launch'; childKey: string; sop: string; inputs: JsonObject }
  | { kind: 'report'; parentRunId: string; childKey: string; outcome: string; record: JsonObject }
  | {
      kind: 'notify'
      stepKey: string | null
      /** The event it tells of. */
      seq: number
      roles: string[]
      persons: string[]
      /** Never told, whatever roles they hold. */
      except: string[]
      notice: RunEventType
      /** Told at any hour (R-ESC.0). */
      urgent: boolean
    }
