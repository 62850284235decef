import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { CommandAnswer, CommandItem } from '#workflows/messages.ts'
import { deliverBatch } from './deliver-batch.ts'
import type { Delivery } from './deliver-batch.ts'
import type { HostAddress } from './host-address.ts'
import { HostQueue } from './host-queue.ts'
import { Undelivered } from './outcome.ts'

/** More idle lines than this are dropped, oldest first. */
const idleLinesKept = 2_000
/** How long a host that was promised may take to come up. */
const comingUp = { tries: 20, pauseMs: 100 }

/** One line per host: batches go one after the other, and a host that may not run yet is started with its first launch. */
export class HostLines {
  private readonly delivery: Delivery
  private readonly lines = new Map<string, HostQueue>()
  private readonly running = new Set<string>()
  /** `host sha256` of plans a host is known to hold. */
  private readonly held = new Set<string>()

  constructor(delivery: Delivery) {
    this.delivery = delivery
  }

  /** Sends one command to one host; answers as the host does, rejects with `Undelivered`. */
  submit(host: HostAddress, item: CommandItem): Promise<CommandAnswer> {
    return this.lineOf(host).submit(item)
  }

  /** Like `submit`, to a host that somebody else is starting right now. */
  async submitToComing(host: HostAddress, item: CommandItem): Promise<CommandAnswer> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.submit(host, item)
      } catch (error) {
        const notYet = error instanceof Undelivered && error.code === 'HOST_GONE' && tries < comingUp.tries
        if (!notYet) throw error
        await pause(comingUp.pauseMs)
      }
    }
  }

  /** Whether a launch may go without its plan. */
  holdsPlan(host: HostAddress, sha256: string): boolean {
    return this.held.has(`${host.hostId} ${sha256}`)
  }

  private lineOf(host: HostAddress): HostQueue {
    const known = this.lines.get(host.hostId)
    if (known) return known
    const line = new HostQueue((items) => this.deliver(host, items), this.delivery.patienceMs)
    this.lines.set(host.hostId, line)
    this.dropIdleLines()
    return line
  }

  private async deliver(host: HostAddress, items: CommandItem[]): Promise<CommandAnswer[]> {
    const launches = items.some((item) => item.command.type === 'launch')
    const batch = { batchId: batchIdOf(host, items), items: withEachPlanOnce(items) }
    const start = launches && !this.running.has(host.hostId)
    try {
      return await this.sendAndNote(host, batch, start)
    } catch (error) {
      this.running.delete(host.hostId)
      const gone = error instanceof Undelivered && error.code === 'HOST_GONE'
      if (!gone || start || !launches) throw error
      return this.sendAndNote(host, batch, true)
    }
  }

  private async sendAndNote(
    host: HostAddress,
    batch: { batchId: string; items: CommandItem[] },
    start: boolean,
  ): Promise<CommandAnswer[]> {
    const answers = await deliverBatch(this.delivery, host, batch, start)
    if (host.kind === 'desk') this.running.add(host.hostId)
    for (const { plan } of batch.items) if (plan && host.kind === 'desk') this.held.add(`${host.hostId} ${plan.sha256}`)
    for (const answer of answers) {
      const item =
        answer.kind === 'needsPlan' ? batch.items.find((sent) => sent.commandId === answer.commandId) : undefined
      if (item?.planSha256) this.held.delete(`${host.hostId} ${item.planSha256}`)
    }
    return answers
  }

  private dropIdleLines(): void {
    if (this.lines.size <= idleLinesKept) return
    for (const [hostId, line] of this.lines) {
      if (this.lines.size <= idleLinesKept) return
      if (!line.idle) continue
      this.lines.delete(hostId)
      this.running.delete(hostId)
    }
  }
}

/**
 * Update id of a batch. A run's launch into its own host has the id of its command: Temporal then knows the repeat even
 * when the host has ended meanwhile.
 */
function batchIdOf(host: HostAddress, items: CommandItem[]): string {
  const [only, ...others] = items
  const launchAlone = host.kind === 'own' && only?.command.type === 'launch' && others.length === 0
  return launchAlone ? `launch/${only.commandId}` : randomUUID()
}

function withEachPlanOnce(items: CommandItem[]): CommandItem[] {
  const sent = new Set<string>()
  return items.map((item) => {
    if (!item.plan || !sent.has(item.plan.sha256)) {
      if (item.plan) sent.add(item.plan.sha256)
      return item
    }
    const { plan: _, ...rest } = item
    return rest
  })
}
