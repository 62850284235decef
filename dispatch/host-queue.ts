import type { CommandAnswer, CommandItem } from '#workflows/messages.ts'
import { Undelivered } from './outcome.ts'

/** Most that goes in one batch. */
const batchLimits = { items: 200, bytes: 256_000 }

interface Waiting {
  item: CommandItem
  bytes: number
  answer: (answer: CommandAnswer) => void
  fail: (reason: unknown) => void
  patience: NodeJS.Timeout
}

/**
 * Group commit for one host: while one batch is under way, the next commands gather and go together.
 * A command that was not even sent within `patienceMs` fails with `TEMPORAL_UNREACHABLE`: nothing happened.
 */
export class HostQueue {
  private readonly waiting: Waiting[] = []
  private underWay = false
  private readonly deliver: (items: CommandItem[]) => Promise<CommandAnswer[]>
  private readonly patienceMs: number

  constructor(deliver: (items: CommandItem[]) => Promise<CommandAnswer[]>, patienceMs: number) {
    this.deliver = deliver
    this.patienceMs = patienceMs
  }

  /** True while nothing waits and nothing is under way. */
  get idle(): boolean {
    return !this.underWay && this.waiting.length === 0
  }

  /** Puts a command in line; answers as the host does, rejects with `Undelivered`. */
  submit(item: CommandItem): Promise<CommandAnswer> {
    return new Promise((answer, fail) => {
      const patience = setTimeout(() => this.giveUp(item), this.patienceMs)
      this.waiting.push({ item, bytes: JSON.stringify(item).length, answer, fail, patience })
      if (!this.underWay) void this.drain()
    })
  }

  private giveUp(item: CommandItem): void {
    const index = this.waiting.findIndex((waiting) => waiting.item === item)
    const [late] = index < 0 ? [] : this.waiting.splice(index, 1)
    late?.fail(new Undelivered('TEMPORAL_UNREACHABLE'))
  }

  private async drain(): Promise<void> {
    this.underWay = true
    // Commands that come in the same turn of the event loop go together even when the line was empty.
    await new Promise(setImmediate)
    while (this.waiting.length > 0) await this.sendBatch(this.takeBatch())
    this.underWay = false
  }

  private takeBatch(): Waiting[] {
    let bytes = 0
    let count = 0
    while (count < this.waiting.length && count < batchLimits.items) {
      bytes += this.waiting[count]?.bytes ?? 0
      if (count > 0 && bytes > batchLimits.bytes) break
      count += 1
    }
    const batch = this.waiting.splice(0, count)
    for (const { patience } of batch) clearTimeout(patience)
    return batch
  }

  private async sendBatch(batch: Waiting[]): Promise<void> {
    try {
      const answers = await this.deliver(batch.map(({ item }) => item))
      const byCommand = new Map(answers.map((answer) => [answer.commandId, answer]))
      for (const { item, answer, fail } of batch) {
        const given = byCommand.get(item.commandId)
        if (given) answer(given)
        else fail(new Undelivered('OUTCOME_UNKNOWN'))
      }
    } catch (error) {
      for (const { fail } of batch) fail(error)
    }
  }
}
