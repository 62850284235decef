import { newProgramCache } from '#engine/expression/evaluate.ts'
import type { ProgramCache } from '#engine/expression/evaluate.ts'
import type { CommandEnvelope } from '#engine/model/command.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import type { HostedRun, HostInput, HostSnapshot, KnownAnswer, OutboxEntry, PendingEffect } from './messages.ts'

/** One run in a host, with what the shell knows about it. */
export interface Hosted {
  run: SopRun
  plan: Plan
  answers: Map<string, KnownAnswer>
  eventBytes: number
  /** Workflow time (ms) of the earliest agenda entry. */
  wakeAtMs: number | null
  /** Why Postgres refuses its events; such a run is tried again alone, later. */
  unstorable: string | null
  /** Changed steps whose rows Postgres refused although it took the events. */
  unshownStepKeys: string[]
}

/** All that a host holds in memory. Plain data and maps: everything but timers and activities survives as a snapshot. */
export interface Host {
  input: HostInput
  programs: ProgramCache
  plans: Map<string, Plan>
  runs: Map<string, Hosted>
  gone: Set<string>
  moved: Set<string>
  launched: number
  sealed: boolean
  /** Waiting to be recorded, by run, in the order in which runs first had something to record. */
  outbox: Map<string, OutboxEntry>
  outboxBytes: number
  /** Being recorded now. */
  inFlight: OutboxEntry[]
  /** Runs recorded one by one because a batch with them failed. */
  recordAlone: Set<string>
  effects: Map<string, PendingEffect>
  /** Effects whose activity is under way. */
  underWay: Set<string>
  /** Commands from inside: answers of effects. */
  inbox: CommandEnvelope[]
  /** Something happened that may call for effects, timers or ticks. */
  stirred: boolean
  /** Instants (ms) for which a timer is armed. */
  armedMs: number[]
  updates: number
  /** Set once the host is about to continue as new: no new recording begins. */
  closing: boolean
}

/** A host as it starts, or as it goes on from the snapshot of the run before. */
export function openHost(input: HostInput): Host {
  const snapshot = input.snapshot
  const host: Host = {
    input: { kind: input.kind, hostId: input.hostId, limits: input.limits },
    programs: newProgramCache(),
    plans: new Map(Object.entries(snapshot?.plans ?? {})),
    runs: new Map(),
    gone: new Set(snapshot?.gone),
    moved: new Set(snapshot?.moved),
    launched: snapshot?.launched ?? 0,
    sealed: snapshot?.sealed ?? false,
    outbox: new Map(snapshot?.outbox.map((entry) => [entry.sopRunId, entry])),
    outboxBytes: 0,
    inFlight: [],
    recordAlone: new Set(),
    effects: new Map(snapshot?.pendingEffects.map((pending) => [pending.id, pending])),
    underWay: new Set(),
    inbox: [],
    stirred: true,
    armedMs: [],
    updates: 0,
    closing: false,
  }
  for (const hosted of snapshot?.runs ?? []) restoreRun(host, hosted)
  for (const entry of host.outbox.values()) host.outboxBytes += entry.bytes
  return host
}

function restoreRun(host: Host, hosted: HostedRun): void {
  const { run, eventBytes, answers, unshownStepKeys, wakeAtMs } = hosted
  const plan = host.plans.get(run.planSha256)
  // A snapshot always carries the plans of its runs; without one the run could only do harm.
  if (!plan) return
  host.runs.set(run.id, {
    run,
    plan,
    answers: new Map(answers.map((known) => [known.answer.commandId, known])),
    eventBytes,
    wakeAtMs,
    unstorable: null,
    unshownStepKeys,
  })
}

/** Everything that must outlive this Temporal run, taken synchronously. What is being recorded is recorded again. */
export function takeSnapshot(host: Host): HostSnapshot {
  const plansInUse = new Set([...host.runs.values()].map((hosted) => hosted.plan.sha256))
  const keepPlans = host.input.kind === 'desk' && !host.sealed
  return {
    format: 1,
    launched: host.launched,
    sealed: host.sealed,
    plans: Object.fromEntries([...host.plans].filter(([sha256]) => keepPlans || plansInUse.has(sha256))),
    runs: [...host.runs.values()].map(snapshotRun),
    gone: [...host.gone],
    moved: [...host.moved],
    outbox: mergedOutbox(host),
    pendingEffects: [...host.effects.values()],
  }
}

/** One run as it travels. */
export function snapshotRun({ run, eventBytes, answers, unshownStepKeys, wakeAtMs }: Hosted): HostedRun {
  return { run, eventBytes, answers: [...answers.values()], unshownStepKeys, wakeAtMs }
}

/** What is being recorded and what waits, joined to one entry per run, oldest first. */
export function mergedOutbox(host: Host): OutboxEntry[] {
  const merged = new Map(host.inFlight.map((entry) => [entry.sopRunId, { ...entry }]))
  for (const entry of host.outbox.values()) {
    const earlier = merged.get(entry.sopRunId)
    merged.set(entry.sopRunId, earlier ? joinEntries(earlier, entry) : entry)
  }
  return [...merged.values()]
}

/** Two entries of one run, the earlier first. */
export function joinEntries(earlier: OutboxEntry, later: OutboxEntry): OutboxEntry {
  return {
    sopRunId: earlier.sopRunId,
    events: [...earlier.events, ...later.events],
    changedStepKeys: [...new Set([...earlier.changedStepKeys, ...later.changedStepKeys])],
    notices: [...earlier.notices, ...later.notices],
    bytes: earlier.bytes + later.bytes,
  }
}
