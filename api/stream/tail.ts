import type { Database } from '#db/database.ts'
import type { GivenNotice, RecordedChange } from '#db/reads/changes-since.ts'
import { readChanges, readHorizon } from '#db/reads/changes-since.ts'

/** What has become readable between two looks. */
export interface Batch {
  events: RecordedChange[]
  notices: GivenNotice[]
  /** Too much to tell one by one. */
  tooMany: boolean
  /** Who has heard this may go on from here without missing anything. */
  horizon: string
}

const gatherMs = 25
const lookEveryMs = 5_000
const againMs = 1_000
const mostAtOnce = 5_000

/** Follows everything recorded, for all streams of this process at once; at rest while nobody listens. */
export class Tail {
  readonly #db: Database
  readonly #recorded: EventTarget
  readonly #deliver: (batch: Batch) => Promise<void>
  /** null = nobody listens. */
  #horizon: string | null = null
  #starting: Promise<string> | undefined
  #reading = false
  #again = false
  #soon: NodeJS.Timeout | undefined
  #looking: NodeJS.Timeout | undefined
  #told = { events: new Set<number>(), notices: new Set<number>() }
  readonly #wake = () => this.#readSoon(gatherMs)

  constructor(db: Database, recorded: EventTarget, deliver: (batch: Batch) => Promise<void>) {
    this.#db = db
    this.#recorded = recorded
    this.#deliver = deliver
  }

  /** Begins to follow, if it does not yet. @returns where it stands. */
  async start(): Promise<string> {
    if (this.#horizon !== null) return this.#horizon
    this.#starting ??= this.#begin().finally(() => (this.#starting = undefined))
    return this.#starting
  }

  /** Rests until it is started again. */
  stop(): void {
    this.#horizon = null
    this.#told = { events: new Set(), notices: new Set() }
    clearTimeout(this.#soon)
    this.#soon = undefined
    clearInterval(this.#looking)
    this.#recorded.removeEventListener('recorded', this.#wake)
    this.#recorded.removeEventListener('reconnected', this.#wake)
  }

  async #begin(): Promise<string> {
    const { from } = await readHorizon(this.#db)
    this.#horizon = from
    this.#recorded.addEventListener('recorded', this.#wake)
    this.#recorded.addEventListener('reconnected', this.#wake)
    // Notifications may be lost on the way; a look now and then never is.
    this.#looking = setInterval(this.#wake, lookEveryMs)
    return from
  }

  #readSoon(ms: number): void {
    if (this.#reading) this.#again = true
    else this.#soon ??= setTimeout(() => void this.#read(), ms)
  }

  async #read(): Promise<void> {
    this.#soon = undefined
    if (this.#horizon === null) return
    this.#reading = true
    this.#again = false
    let pauseMs = gatherMs
    try {
      await this.#look(this.#horizon)
    } catch {
      // The database is away: whatever was recorded meanwhile is read once it is back.
      this.#again = true
      pauseMs = againMs
    }
    this.#reading = false
    if (this.#again && this.#horizon !== null) this.#readSoon(pauseMs)
  }

  async #look(since: string): Promise<void> {
    const { from: horizon } = await readHorizon(this.#db)
    const { events, notices, tooMany } = await readChanges(this.#db, since, mostAtOnce)
    const told = this.#told
    const undecided = ({ xid }: { xid: string }) => BigInt(xid) >= BigInt(horizon)
    const batch: Batch = {
      events: events.filter(({ id }) => !told.events.has(id)),
      notices: notices.filter(({ id }) => !told.notices.has(id)),
      tooMany,
      horizon,
    }
    if (this.#horizon === null) return
    this.#horizon = horizon
    this.#told = {
      events: new Set(events.filter(undecided).map(({ id }) => id)),
      notices: new Set(notices.filter(undecided).map(({ id }) => id)),
    }
    await this.#deliver(batch)
  }
}
