import type { Database } from '#db/database.ts'
import type { AlarmKind } from '#db/writes/note-alarm.ts'
import { clearAlarm, raiseAlarm } from '#db/writes/note-alarm.ts'
import type { Checkpoint } from '#engine/history/checkpoint.ts'
import { FolderSink } from './folder-sink.ts'
import type { SigningKey } from './keys.ts'
import { fillFolder, WitnessLine, WitnessRefused } from './publish.ts'
import { Sealer } from './seal.ts'
import type { WitnessTrust } from './witness/trust.ts'

export interface SealingHouse {
  /** Opened as the sealer's role. */
  db: Database
  key: SigningKey
  /** Folders that take every note. */
  folders: readonly string[]
  /** Null = nobody is asked to witness. */
  witness: WitnessTrust | null
  /** One line for the log of the process. */
  report: (line: string) => void
  everyMs?: number
}

const defaultEveryMs = 2_000
/** A witness that is away this long is worth an alarm; a restart is not. */
const witnessPatienceMs = 60_000

/** Seals, hands notes out and has them witnessed, now and then, until the returned function is called. */
export function keepSealing(house: SealingHouse): () => Promise<void> {
  const sealing = new Sealing(house)
  let ended = false
  let wake: (() => void) | undefined
  const running = (async () => {
    while (!ended) {
      await sealing.turn()
      if (!ended) await new Promise<void>((resolve) => setWake(resolve))
    }
  })()
  function setWake(resolve: () => void): void {
    const timer = setTimeout(resolve, house.everyMs ?? defaultEveryMs)
    wake = () => {
      clearTimeout(timer)
      resolve()
    }
  }
  return async () => {
    ended = true
    wake?.()
    await running
  }
}

/** One process's part in it. Every failure is an alarm and is tried again; none keeps the others from their work. */
export class Sealing {
  private readonly house: SealingHouse
  private readonly sealer: Sealer
  private readonly sinks: FolderSink[]
  private line: WitnessLine | null = null
  private witnessLostAt: number | null = null

  constructor(house: SealingHouse) {
    this.house = house
    this.sinks = house.folders.map((folder) => new FolderSink(folder, house.key.name))
    this.sealer = new Sealer(house.db, house.key, () => this.heldOutside())
  }

  /** Seals all that is settled, then tells those outside. Never throws. */
  async turn(): Promise<void> {
    const sealed = await this.guarded('sealing', async () => {
      for (let more = true; more;) more = (await this.sealer.seal()).more
    })
    if (!sealed) return
    const now = new Date().toISOString()
    for (const sink of this.sinks)
      await this.guarded('notes', async () => void (await fillFolder(this.house.db, this.house.key.name, sink, now)))
    if (this.house.witness !== null) await this.haveWitnessed(this.house.witness)
  }

  private async haveWitnessed(trust: WitnessTrust): Promise<void> {
    try {
      this.line ??= new WitnessLine(this.house.db, this.house.key.name, trust.url, await trust.key())
      await this.line.catchUp()
      this.witnessLostAt = null
      await this.settle('witness')
    } catch (error) {
      this.line = null
      this.witnessLostAt ??= Date.now()
      const refused = error instanceof WitnessRefused
      if (refused || Date.now() - this.witnessLostAt > witnessPatienceMs) await this.alarm('witness', error as Error)
    }
  }

  private async guarded(kind: AlarmKind, act: () => Promise<void>): Promise<boolean> {
    try {
      await act()
      await this.settle(kind)
      return true
    } catch (error) {
      await this.alarm(kind, error as Error)
      return false
    }
  }

  /** Kinds that are in order as far as this process knows, so that the database is asked only when something changed. */
  private readonly settled = new Set<AlarmKind>()

  private async settle(kind: AlarmKind): Promise<void> {
    if (this.settled.has(kind)) return
    const cleared = await clearAlarm(this.house.db, kind, 'in order again').catch(() => null)
    if (cleared !== null) this.settled.add(kind)
    if (cleared === true) this.house.report(`Audit: ${kind} is in order again.`)
  }

  private async alarm(kind: AlarmKind, error: Error): Promise<void> {
    this.settled.delete(kind)
    const raised = await raiseAlarm(this.house.db, kind, error.message).catch(() => true)
    if (raised) this.house.report(`Audit alarm, ${kind}: ${error.message}`)
  }

  private async heldOutside(): Promise<Checkpoint[]> {
    const held = await Promise.all(this.sinks.map((sink) => sink.last().catch(() => null)))
    return held.filter((checkpoint) => checkpoint !== null)
  }
}
