import type { Client } from '@temporalio/client'
import type { CommandEnvelope, Launch } from '#engine/model/command.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { Actor, Door } from '#engine/model/people.ts'
import type { Database } from '#db/database.ts'
import { defaultHostLimits, hostTaskQueue } from '#workflows/messages.ts'
import type { CommandAnswer, CommandItem, HostKind, HostLimits } from '#workflows/messages.ts'
import { sopRunIdOf } from './command-id.ts'
import { failPoint } from './fail-point.ts'
import { hostOfId, ownHost } from './host-address.ts'
import type { HostAddress } from './host-address.ts'
import { HostLines } from './host-lines.ts'
import { closeDesk, moveLaunch, openDesk, readLaunchOfRun, withdrawLaunch, writeLaunch } from './launch-ledger.ts'
import type { LaunchRow } from './launch-ledger.ts'
import { answerFromRecords } from './answer-from-records.ts'
import { failed, Undelivered } from './outcome.ts'
import type { LaunchOutcome, Outcome, SettledAnswer } from './outcome.ts'

/** Tells when a run's events are readable in Postgres. */
export interface RecordedSignal {
  /** True once event `seq` of the run is recorded, false when that takes longer than `timeoutMs`. */
  waitRecorded(sopRunId: string, seq: number, timeoutMs: number): Promise<boolean>
}

export interface DispatcherOptions {
  taskQueue?: string
  limits?: HostLimits
  /** Longest one call to Temporal may take before it is made again under the same id. */
  callMs?: number
  /** Longest a command may stay without an answer. */
  patienceMs?: number
  /** Longest a done act waits until it is readable; then it is answered as `accepted`. */
  recordingMs?: number
  /** Longest a recorded act waits for the facts it asked for; then it is answered without them. */
  followUpMs?: number
  /** Told why Temporal gave no answer, for the log. */
  onTrouble?: (error: Error) => void
}

/** A launch as the door prepares it; the run's id comes from the command's. */
export interface LaunchOrder {
  commandId: string
  actor: Actor
  door: Door
  launch: Omit<Launch, 'type' | 'sopRunId'>
  plan: Plan
  hosting: HostKind
}

/** Desks a launch may be passed on to before it is given up for now. */
const mostDesks = 5
const knownHostsKept = 50_000

/** The one way to a host. One per process: its lines are what makes commands of many people go together. */
export class Dispatcher {
  private readonly db: Database
  private readonly recorded: RecordedSignal
  private readonly lines: HostLines
  private readonly recordingMs: number
  private readonly followUpMs: number
  private readonly onTrouble: (error: Error) => void
  private readonly hosts = new Map<string, HostAddress>()

  constructor(client: Client, db: Database, recorded: RecordedSignal, options: DispatcherOptions = {}) {
    this.db = db
    this.recorded = recorded
    this.recordingMs = options.recordingMs ?? 5_000
    this.followUpMs = options.followUpMs ?? 1_500
    this.onTrouble = options.onTrouble ?? (() => undefined)
    this.lines = new HostLines({
      client,
      taskQueue: options.taskQueue ?? hostTaskQueue,
      limits: options.limits ?? defaultHostLimits,
      callMs: options.callMs ?? 5_000,
      patienceMs: options.patienceMs ?? 12_000,
    })
  }

  /**
   * Launches a run: the launch row first, then the host, then the command. The same order again (same `commandId`) means
   * the same run and gets its first answer. Never throws for Temporal's sake: what went wrong is in the outcome.
   * @throws when Postgres cannot be reached; nothing was sent then.
   */
  async launch(order: LaunchOrder): Promise<LaunchOutcome> {
    const sopRunId = sopRunIdOf(order.commandId)
    const { storeId, correlationKey } = order.launch
    const { sop, sha256 } = order.plan
    const host = order.hosting === 'own' ? ownHost(sopRunId, sop, storeId) : await openDesk(this.db, storeId, sop)
    const { commandId, actor, door } = order
    const envelope: CommandEnvelope = {
      commandId,
      sopRunId,
      actor,
      door,
      command: { type: 'launch', sopRunId, ...order.launch },
    }
    const written = await writeLaunch(this.db, {
      sopRunId,
      commandId,
      hostId: host.hostId,
      storeId,
      sop,
      planSha256: sha256,
      correlationKey,
      envelope,
    })
    if ('existingRunId' in written) return { status: 'exists', commandId, sopRunId: written.existingRunId }
    failPoint('after-launch-row')
    const outcome = await this.sendLaunch(written.row, order.plan)
    // Of a launch that never left, nothing remains; one that was sent before may have arrived.
    if (written.fresh && outcome.status === 'failed' && outcome.code === 'TEMPORAL_UNREACHABLE')
      await this.withdraw(sopRunId)
    return outcome
  }

  /** Sends a launch whose row is written, from desk to desk if need be; also what the sweeper does with unknown ones. */
  async sendLaunch(row: LaunchRow, plan: Plan): Promise<Outcome> {
    const { commandId, sopRunId } = row
    let host = hostOfId(row.hostId, row.sop, row.storeId)
    for (let desk = 0; desk < mostDesks; desk += 1) {
      const answer = await this.tryLaunch(host, row, plan)
      if (answer === 'next-desk') {
        host = await openDesk(this.db, row.storeId, row.sop)
        await moveLaunch(this.db, sopRunId, host.hostId)
        continue
      }
      const willNotBe = answer.status === 'failed' ? answer.code === 'BACKLOG' : answer.answer.kind === 'refused'
      if (willNotBe) await this.withdraw(sopRunId)
      return answer
    }
    return failed(commandId, 'OUTCOME_UNKNOWN')
  }

  private withdraw(sopRunId: string): Promise<void> {
    return withdrawLaunch(this.db, sopRunId, new Date().toISOString())
  }

  /**
   * Sends one command to the host of its run. `mayBeRepeat` looks for the first answer before anything is sent: needed
   * whenever the same command id may have been used before.
   * @throws when Postgres cannot be reached; nothing was sent then.
   */
  async send(envelope: CommandEnvelope, mayBeRepeat = false): Promise<Outcome> {
    if (mayBeRepeat) {
      const first = await answerFromRecords(this.db, envelope, false)
      if (first) return { status: 'recorded', commandId: envelope.commandId, answer: first }
    }
    const host = await this.hostOf(envelope.sopRunId)
    if (!host) return failed(envelope.commandId, 'RUN_UNKNOWN')
    try {
      return await this.settle(host, envelope, await this.lines.submit(host, envelope))
    } catch (error) {
      return this.afterFailure(envelope, error)
    }
  }

  private async tryLaunch(host: HostAddress, row: LaunchRow, plan: Plan): Promise<Outcome | 'next-desk'> {
    const item: CommandItem = { ...row.envelope, planSha256: plan.sha256 }
    try {
      let answer = await this.lines.submit(host, this.lines.holdsPlan(host, plan.sha256) ? item : { ...item, plan })
      if (answer.kind === 'needsPlan') answer = await this.lines.submit(host, { ...item, plan })
      if (answer.kind === 'sealed') return await this.toNextDesk(host, 'sealed')
      this.remember(row.sopRunId, host)
      return await this.settle(host, row.envelope, answer)
    } catch (error) {
      const gone = error instanceof Undelivered && error.code === 'HOST_GONE'
      if (gone && host.kind === 'desk' && !(await answerFromRecords(this.db, row.envelope, true)))
        return this.toNextDesk(host, 'ended')
      return this.afterFailure(row.envelope, error)
    }
  }

  private async toNextDesk(host: HostAddress, state: 'sealed' | 'ended'): Promise<'next-desk'> {
    await closeDesk(this.db, host.hostId, state)
    return 'next-desk'
  }

  /** Turns a host's answer into an outcome: waits until recorded, follows a moved run, reads what has left the host. */
  private async settle(host: HostAddress, envelope: CommandEnvelope, answer: CommandAnswer): Promise<Outcome> {
    const { commandId, sopRunId } = envelope
    switch (answer.kind) {
      case 'done':
      case 'refused':
        return this.whenRecorded(answer)
      case 'backlog':
        return failed(commandId, 'BACKLOG')
      case 'moved':
        return this.followMoved(host, envelope)
      case 'gone':
      case 'unknownRun': {
        this.hosts.delete(sopRunId)
        const known = await answerFromRecords(this.db, envelope, true)
        if (known) return { status: 'recorded', commandId, answer: known }
        return failed(commandId, 'OUTCOME_UNKNOWN')
      }
      case 'sealed':
      case 'needsPlan':
        return failed(commandId, 'OUTCOME_UNKNOWN')
    }
  }

  private async whenRecorded(answer: SettledAnswer): Promise<Outcome> {
    const { commandId, sopRunId, seq } = answer
    const recorded = seq === null || (await this.recorded.waitRecorded(sopRunId, seq, this.recordingMs))
    const asks = answer.kind === 'done' ? (answer.asks ?? 0) : 0
    // Whoever acted should see what opens next; a slow look-up keeps nobody waiting for long.
    if (recorded && asks > 0) await this.recorded.waitRecorded(sopRunId, answer.seq! + asks, this.followUpMs)
    return { status: recorded ? 'recorded' : 'accepted', commandId, answer }
  }

  private async followMoved(from: HostAddress, envelope: CommandEnvelope): Promise<Outcome> {
    const host = ownHost(envelope.sopRunId, from.sop, from.storeId)
    await moveLaunch(this.db, envelope.sopRunId, host.hostId)
    this.remember(envelope.sopRunId, host)
    return this.settle(host, envelope, await this.lines.submitToComing(host, envelope))
  }

  private async afterFailure(envelope: CommandEnvelope, error: unknown): Promise<Outcome> {
    if (!(error instanceof Undelivered)) throw error
    if (error.code !== 'HOST_GONE') {
      this.onTrouble(error.cause instanceof Error ? error.cause : error)
      return failed(envelope.commandId, error.code)
    }
    this.hosts.delete(envelope.sopRunId)
    const known = await answerFromRecords(this.db, envelope, true)
    if (known) return { status: 'recorded', commandId: envelope.commandId, answer: known }
    // The host is not there yet (its launch is under way) or has ended with nothing recorded so far.
    return failed(envelope.commandId, 'OUTCOME_UNKNOWN')
  }

  private async hostOf(sopRunId: string): Promise<HostAddress | null> {
    const known = this.hosts.get(sopRunId)
    if (known) return known
    const row = await readLaunchOfRun(this.db, sopRunId)
    if (!row) return null
    return this.remember(sopRunId, hostOfId(row.hostId, row.sop, row.storeId))
  }

  private remember(sopRunId: string, host: HostAddress): HostAddress {
    this.hosts.delete(sopRunId)
    this.hosts.set(sopRunId, host)
    const [oldest] = this.hosts.keys()
    if (this.hosts.size > knownHostsKept && oldest !== undefined) this.hosts.delete(oldest)
    return host
  }
}
