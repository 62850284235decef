import type { CommandEnvelope } from '#engine/model/command.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { Effect } from '#engine/model/run-event.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import { nextWakeAt, takeTurn } from '#engine/turn.ts'
import type { Turn } from '#engine/turn.ts'
import { joinEntries } from './host-state.ts'
import type { Host } from './host-state.ts'
import type { CommandAnswer, Notice, OutboxEntry } from './messages.ts'
import { moveOutIfGrown } from './move-out.ts'
import { workflowTime } from './workflow-clock.ts'

/** A run that is still due after a tick is not woken again at once; after a failed tick it is tried again. */
const pauseAfterTickMs = { stillDue: 1_000, idle: 60_000, failed: 60_000 }

/**
 * One command on one run: the engine decides, the state is replaced, events go to the outbox and effects on their way.
 * Synchronous. Whatever goes wrong stays with this run: the answer is then a refusal `INTERNAL`.
 */
export function turnRun(host: Host, plan: Plan, envelope: CommandEnvelope): CommandAnswer {
  const before = host.runs.get(envelope.sopRunId)
  const now = workflowTime()
  let turn: Turn
  try {
    turn = takeTurn(plan, before?.run ?? null, envelope, now, host.programs)
  } catch (error) {
    return internalRefusal(envelope, error)
  }
  if (turn.run) adopt(host, plan, turn, turn.run, now)
  const hosted = host.runs.get(envelope.sopRunId)
  if (hosted) hosted.wakeAtMs = wakeUpOf(plan, hosted.run, turn, envelope, now)
  return answerOf(envelope, turn, turn.run)
}

function adopt(host: Host, plan: Plan, turn: Turn, run: SopRun, now: string): void {
  const hosted = host.runs.get(run.id) ?? {
    run,
    plan,
    answers: new Map(),
    eventBytes: 0,
    wakeAtMs: null,
    unstorable: null,
    unshownStepKeys: [],
  }
  hosted.run = run
  host.runs.set(run.id, hosted)
  const keys = turn.effects.map((_, index) => `${run.id}/${run.seq}/${index}`)
  const entry: OutboxEntry = {
    sopRunId: run.id,
    events: turn.events,
    changedStepKeys: turn.changedStepKeys,
    notices: turn.effects.flatMap((effect, index) => noticeOf(run, effect, keys[index] as string, now)),
    bytes: JSON.stringify(turn.events).length,
  }
  if (entry.events.length > 0) {
    const waiting = host.outbox.get(run.id)
    host.outbox.set(run.id, waiting ? joinEntries(waiting, entry) : entry)
    host.outboxBytes += entry.bytes
    hosted.eventBytes += entry.bytes
  }
  for (const [index, effect] of turn.effects.entries()) {
    if (effect.kind === 'notify') continue
    const id = keys[index] as string
    host.effects.set(id, { id, sopRunId: run.id, storeId: run.storeId, at: now, effect })
  }
  host.stirred = true
  moveOutIfGrown(host, hosted)
}

/** When the run wants to be woken; never in a circle when ticks leave it due, and again later when a tick failed. */
function wakeUpOf(plan: Plan, run: SopRun, turn: Turn, envelope: CommandEnvelope, now: string): number | null {
  const nowMs = Date.parse(now)
  const wakeAtMs = nextWakeMs(plan, run, now)
  if (envelope.command.type !== 'tick') return wakeAtMs
  if (turn.refusal) return Math.min(wakeAtMs ?? Infinity, nowMs + pauseAfterTickMs.failed)
  if (wakeAtMs === null || wakeAtMs > nowMs) return wakeAtMs
  return nowMs + (turn.events.length > 0 ? pauseAfterTickMs.stillDue : pauseAfterTickMs.idle)
}

function nextWakeMs(plan: Plan, run: SopRun, now: string): number | null {
  try {
    const wakeAt = nextWakeAt(plan, run, now)
    const wakeAtMs = wakeAt === null ? null : Date.parse(wakeAt)
    return Number.isNaN(wakeAtMs) ? Date.parse(now) + pauseAfterTickMs.failed : wakeAtMs
  } catch {
    // A fault in the engine postpones this run's wake-up instead of spreading to its neighbours.
    return Date.parse(now) + pauseAfterTickMs.failed
  }
}

function noticeOf(run: SopRun, effect: Effect, key: string, at: string): Notice[] {
  if (effect.kind !== 'notify') return []
  const { kind: _, ...notice } = effect
  return [{ key, sopRunId: run.id, storeId: run.storeId, at, ...notice }]
}

function answerOf(envelope: CommandEnvelope, turn: Turn, run: SopRun | null): CommandAnswer {
  const { commandId, sopRunId } = envelope
  const last = turn.events.at(-1)
  if (turn.refusal) return { commandId, kind: 'refused', sopRunId, refusal: turn.refusal, seq: last?.seq ?? null }
  const asks = turn.effects.filter((effect) => effect.kind === 'facts').length
  // An act that changes nothing is answered with the run as it stands.
  return {
    commandId,
    kind: 'done',
    sopRunId,
    seq: last?.seq ?? run?.seq ?? 0,
    hash: last?.hash ?? run?.hash ?? '',
    at: last?.at ?? workflowTime(),
    ...(asks > 0 ? { asks } : {}),
  }
}

/** The answer when the shell itself failed on a command: nothing happened, and the reason is told. */
export function internalRefusal(envelope: CommandEnvelope, error: unknown): CommandAnswer {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    commandId: envelope.commandId,
    kind: 'refused',
    sopRunId: envelope.sopRunId,
    seq: null,
    refusal: {
      code: 'INTERNAL',
      message: `The act ${envelope.command.type} could not be carried out because of a fault in the program (${reason}); nothing was changed, tell the operators.`,
      facts: { commandType: envelope.command.type },
    },
  }
}
