import type { CommandEnvelope } from '#engine/model/command.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { Refusal } from '#engine/model/refusal.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import type { Effect, RunEvent } from '#engine/model/run-event.ts'

/** The one update of a host: everything that gathered at the door goes together, answers come per command. */
export const commandsUpdate = 'commands'
/** Query: state of one run as the host holds it, for repair and comparison. */
export const runStateQuery = 'runState'
/** Query: how full the host is. */
export const hostQuery = 'host'
/** Signal: the door seals a desk by hand (operations only). */
export const sealSignal = 'seal'

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
  /** Continue-as-new after this many updates or history events. */
  updates: number
  events: number
}

export const defaultHostLimits: HostLimits = { openRuns: 200, launchedRuns: 2000, updates: 1500, events: 3500 }

/** What travels over continue-as-new; `format` guards its shape. */
export interface HostSnapshot {
  format: 1
  launched: number
  sealed: boolean
  plans: Record<string, Plan>
  runs: Record<string, HostedRun>
  outbox: OutboxEntry[]
  pendingEffects: PendingEffect[]
}

export interface HostedRun {
  run: SopRun
  /** Answers not yet known to be recorded, by command id. */
  answers: Record<string, CommandAnswer>
}

export interface OutboxEntry {
  sopRunId: string
  event: RunEvent
}

export interface PendingEffect {
  id: string
  sopRunId: string
  effect: Effect
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
  | { commandId: string; kind: 'done'; sopRunId: string; seq: number; hash: string; at: string }
  | { commandId: string; kind: 'refused'; sopRunId: string; refusal: Refusal; seq: number | null }
  | { commandId: string; kind: 'sealed' }
  | { commandId: string; kind: 'needsPlan' }
  | { commandId: string; kind: 'unknownRun' }
  | { commandId: string; kind: 'backlog' }
