import { sql } from 'kysely'
import type { Database } from './database.ts'
import { keepListening } from './listen/keep-listening.ts'
import { recordedChannel } from './recording/notify-recorded.ts'

/** A run has become readable up to event `seq`. */
export class RecordedEvent extends Event {
  readonly sopRunId: string
  readonly seq: number
  constructor(sopRunId: string, seq: number) {
    super('recorded')
    this.sopRunId = sopRunId
    this.seq = seq
  }
}

export interface Recordings {
  /**
   * Waits until event `seq` of a run is readable in Postgres.
   * @returns false when it is not within `timeoutMs`; it may still become so.
   */
  waitRecorded(sopRunId: string, seq: number, timeoutMs: number): Promise<boolean>
  /** `recorded` (a RecordedEvent) for every run; `reconnected` when some may have been missed. */
  readonly events: EventTarget
  close(): Promise<void>
}

interface Waiter {
  sopRunId: string
  seq: number
  settle: (recorded: boolean) => void
}

const rememberedRuns = 20_000
const lookEveryMs = 500

/**
 * Hears, over one connection of this process, how far runs are recorded. When the connection breaks another is made, and
 * whoever waits is served by a look at the table.
 * @param db for those looks.
 */
export function listenRecorded(url: string, db: Database, onLost?: (error: Error) => void): Recordings {
  const events = new EventTarget()
  const waiters = new Set<Waiter>()
  const reached = new Map<string, number>()
  let looking: NodeJS.Timeout | undefined

  const look = async (): Promise<void> => {
    const found = await readRecorded(db, [...waiters]).catch(() => [])
    for (const waiter of found) waiter.settle(true)
  }
  const hear = (payload: string): void => {
    for (const [sopRunId, seq] of JSON.parse(payload) as [string, number][]) {
      remember(reached, sopRunId, seq)
      for (const waiter of waiters) if (waiter.sopRunId === sopRunId && waiter.seq <= seq) waiter.settle(true)
      events.dispatchEvent(new RecordedEvent(sopRunId, seq))
    }
  }
  let connectedBefore = false
  const onConnected = (): void => {
    if (connectedBefore) events.dispatchEvent(new Event('reconnected'))
    connectedBefore = true
    void look()
  }
  const listener = keepListening(url, recordedChannel, {
    onPayload: hear,
    onConnected,
    ...(onLost === undefined ? {} : { onLost }),
  })

  const waitRecorded = (sopRunId: string, seq: number, timeoutMs: number): Promise<boolean> => {
    if ((reached.get(sopRunId) ?? 0) >= seq) return Promise.resolve(true)
    // Notifications may be lost on the way; a look now and then never is.
    looking ??= setInterval(() => void look(), lookEveryMs)
    return new Promise((resolve) => {
      const waiter: Waiter = { sopRunId, seq, settle }
      const timer = setTimeout(() => void look().then(() => settle(false)), timeoutMs)
      function settle(recorded: boolean): void {
        if (!waiters.delete(waiter)) return
        clearTimeout(timer)
        resolve(recorded)
        if (waiters.size > 0) return
        clearInterval(looking)
        looking = undefined
      }
      waiters.add(waiter)
      if (!listener.connected()) void look()
    })
  }
  const close = async (): Promise<void> => {
    await listener.close()
    for (const waiter of waiters) waiter.settle(false)
  }
  return { waitRecorded, events, close }
}

async function readRecorded(db: Database, waiters: Waiter[]): Promise<Waiter[]> {
  if (waiters.length === 0) return []
  const { rows } = await sql<{ place: number }>`
    select (r.place - 1)::int as place
    from unnest(${waiters.map((waiter) => waiter.sopRunId)}::text[], ${waiters.map((waiter) => waiter.seq)}::int[])
      with ordinality as r(id, seq, place)
    join audit_event e on e.sop_run_id = r.id and e.seq = r.seq`.execute(db)
  return rows.flatMap(({ place }) => waiters[place] ?? [])
}

/** Keeps the runs heard of last, so that who asks after the notification needs no look. */
function remember(reached: Map<string, number>, sopRunId: string, seq: number): void {
  const before = reached.get(sopRunId) ?? 0
  reached.delete(sopRunId)
  reached.set(sopRunId, Math.max(before, seq))
  if (reached.size <= rememberedRuns) return
  const oldest = reached.keys().next()
  if (oldest.done !== true) reached.delete(oldest.value)
}
