import type { CommandEnvelope } from '#engine/model/command.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { Refusal } from '#engine/model/refusal.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import type { Effect, RunEvent } from '#engine/model/run-event.ts'

/** Queue that workers poll and hosts live on. */
export const hostTaskQueue = 'zhangfa'
/** Workflow type of a desk; an own host carries its playbook's id as type. */
export const deskWorkflowType = 'desk'
/** The one update of a host: everything that gathered at the door goes together, answers come per command. */
export const commandsUpdate = 'commands'
/** Query: one run as the host holds it, for repair and comparison. */
export const runStateQuery = 'runState'
/** Query: how full the host is. */
export const hostQuery = 'host'
/** Signal: the desk takes no more launches (operations only). */
export const sealSignal = 'seal'
/** Signal: move a run out of its desk into a host of its own (operations only; desks do it themselves when a run grows). */
export const moveOutSignal = 'moveOut'

export type HostKind = 'own' | 'desk'

/** What a host starts with: nothing but its limits, or the snapshot it carried over from the run before. */
export interface HostInput {
  kind: HostKind
  /** Own: the run id. Desk: `desk/<store>/<sop>/<n>`. */
  hostId: string
  limits: HostLimits
  snapshot?: HostSnapshot
}

export interface HostLimits {
  /** A desk seals itself at this many open runs, or this many launched in all. */
  openRuns: number
  launchedRuns: number
  /** Continue-as-new after this many updates, history events or history bytes. */
  updates: number
  events: number
  historyBytes: number
  /** One recording carries at most about this much; beyond `outboxBytes` waiting, commands are answered `backlog`. */
  recordBytes: number
  outboxBytes: number
  /** A run whose events are larger than this leaves its desk for a host of its own. */
  deskRunBytes: number
}

export const defaultHostLimits: HostLimits = {
  openRuns: 200,
  launchedRuns: 2000,
  updates: 1500,
  events: 3500,
  historyBytes: 3_000_000,
  recordBytes: 512_000,
  outboxBytes: 2_000_000,
  deskRunBytes: 256_000,
}

/** What travels over continue-as-new; `format` guards its shape. */
export interface HostSnapshot {
  format: 1
  launched: number
  sealed: boolean
  /** By sha256. */
  plans: Record<string, Plan>
  runs: HostedRun[]
  /** Runs that ended here and are recorded; their answers are in Postgres. */
  gone: string[]
  /** Runs that moved into a host of their own. */
  moved: string[]
  outbox: OutboxEntry[]
  pendingEffects: PendingEffect[]
}

export interface HostedRun {
  run: SopRun
  /** Size of its events so far. */
  eventBytes: number
  /** Answers by command id, oldest first: all that are not known to be recorded and the last few that are. */
  answers: KnownAnswer[]
  /** Changed steps whose rows Postgres refused although it took the events. */
  unshownStepKeys: string[]
  /** When the run wants to be woken: what fell due on the way to the next Temporal run is not lost. */
  wakeAtMs: number | null
}

export interface KnownAnswer {
  answer: CommandAnswer
  recorded: boolean
}

/** What one run has to record: its events and what changed by them. */
export interface OutboxEntry {
  sopRunId: string
  events: RunEvent[]
  changedStepKeys: string[]
  notices: Notice[]
  /** Size of the events, for the limits. */
  bytes: number
}

/** An in-app notice; written with the events that caused it. `key` = `<run>/<seq>/<n>` makes it unique. */
export interface Notice {
  key: string
  sopRunId: string
  storeId: string
  stepKey: string | null
  /** The event it tells of. */
  seq: number
  roles: string[]
  persons: string[]
  except: string[]
  notice: string
  urgent: boolean
  at: string
}

/** An effect that is an activity of its own. `id` = `<run>/<seq>/<n>`: the same over retries and continue-as-new. */
export interface PendingEffect {
  id: string
  sopRunId: string
  storeId: string
  at: string
  effect: Exclude<Effect, { kind: 'notify' }> | MoveEffect
}

/** The shell's own effect: the run leaves its desk with all it carries. */
export interface MoveEffect {
  kind: 'move'
  sop: string
  snapshot: HostSnapshot
}

export interface CommandBatch {
  batchId: string
  items: CommandItem[]
}

export interface CommandItem extends CommandEnvelope {
  /** sha256 of the plan a launch wants; a host that lacks it answers `needsPlan`. */
  planSha256?: string
  plan?: Plan
}

/** One command's answer: recorded under `seq` (the run's last event of this command), refused, or sent on. */
export type CommandAnswer =
  | {
      commandId: string
      kind: 'done'
      sopRunId: string
      seq: number
      hash: string
      at: string
      /** Fact queries the act set going: what it opens shows once they are answered, each with an event of its own. */
      asks?: number
    }
  /** `seq` is the last event of the refused act, or null when nothing is recorded about it. */
  | { commandId: string; kind: 'refused'; sopRunId: string; refusal: Refusal; seq: number | null }
  /** The desk takes no more launches: open the next one. */
  | { commandId: string; kind: 'sealed' }
  | { commandId: string; kind: 'needsPlan' }
  | { commandId: string; kind: 'unknownRun' }
  /** The run ended here; the answer, if there was one, is in Postgres. */
  | { commandId: string; kind: 'gone' }
  /** The run has moved into a host of its own, whose workflow id is the run id. */
  | { commandId: string; kind: 'moved' }
  /** Postgres is behind; nothing happened. */
  | { commandId: string; kind: 'backlog' }

/** Answer of the `host` query. */
export interface HostReport {
  kind: HostKind
  hostId: string
  openRuns: number
  launched: number
  sealed: boolean
  outboxBytes: number
  /** Runs whose rows Postgres refuses, with the reason. */
  unstorable: Record<string, string>
}
