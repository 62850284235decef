import type { ServerResponse } from 'node:http'
import type { Plan } from '#engine/model/plan.ts'
import type { Database } from '#db/database.ts'
import { callersOfSessions } from '#db/reads/caller-of-session.ts'
import { readChanges, readHorizon } from '#db/reads/changes-since.ts'
import type { EndReason } from '../contract/stream.ts'
import { callerOf } from '../door/identity.ts'
import type { Caller } from '../policy.ts'
import { Problem } from '../problem.ts'
import type { Told } from './stream.ts'
import { Stream } from './stream.ts'
import { Tail } from './tail.ts'
import { changesOf, noticeOf } from './told.ts'

const mostPerPerson = 6
const mostStreams = 5_000
const mostMissed = 2_000
const beatMs = 15_000
const checkMs = 3_000

interface StreamSources {
  db: Database
  /** Says `recorded` and `reconnected` (`db/listen.ts`). */
  recorded: EventTarget
  planOf: (sha256: string) => Promise<Plan>
  now: () => string
}

/** All open streams of this process: one tail feeds them, one check watches their sessions. */
export class Streams {
  readonly #sources: StreamSources
  readonly #tail: Tail
  /** In the order they were opened. */
  readonly #open = new Set<Stream>()
  #beating: NodeJS.Timeout | undefined
  #checking: NodeJS.Timeout | undefined

  constructor(sources: StreamSources) {
    this.#sources = sources
    this.#tail = new Tail(sources.db, sources.recorded, async ({ events, notices, tooMany, horizon }) => {
      const told = await this.#told(events, notices, tooMany, horizon)
      for (const stream of this.#open) stream.tell(told)
    })
  }

  /**
   * Opens a stream on an answer and keeps it until either side ends it. Error: UNAVAILABLE, before anything is written.
   * @param since the last place the caller heard of, to be told what came after it.
   */
  async open(
    caller: Caller,
    raw: ServerResponse,
    headers: Record<string, string | number | string[] | undefined>,
    since: string | undefined,
  ): Promise<void> {
    if (this.#open.size >= mostStreams) throw tooManyStreams()
    const stream = new Stream(caller, raw)
    this.#add(stream)
    raw.on('close', () => this.#remove(stream))
    try {
      const horizon = await this.#tail.start()
      const missed = since === undefined ? nothing(horizon) : await this.#missed(caller, since)
      if (this.#open.size === 0) this.#tail.stop()
      stream.begin(headers)
      stream.catchUp(missed)
    } catch (error) {
      this.#remove(stream)
      throw error
    }
  }

  /** Ends every stream. */
  close(): void {
    for (const stream of this.#open) this.#end(stream, 'closing')
  }

  async #missed(caller: Caller, since: string): Promise<Told> {
    const { db } = this.#sources
    const { from, to } = await readHorizon(db)
    const reset: Told = { ...nothing(from), reset: true }
    if (!/^\d{1,20}$/.test(since) || BigInt(since) > BigInt(to)) return reset
    const { events, notices, tooMany } = await readChanges(db, since, mostMissed, caller.personId)
    return tooMany ? reset : this.#told(events, notices, false, from)
  }

  async #told(
    events: Parameters<typeof changesOf>[0],
    notices: readonly Parameters<typeof noticeOf>[0][],
    reset: boolean,
    horizon: string,
  ): Promise<Told> {
    const changes = reset ? [] : await changesOf(events, this.#sources.planOf)
    const given = notices.map((notice) => ({ personId: notice.personId, notice: noticeOf(notice) }))
    return { changes, notices: reset ? [] : given, reset, horizon }
  }

  #add(stream: Stream): void {
    const theirs = [...this.#open].filter(({ caller }) => caller.personId === stream.caller.personId)
    for (const oldest of theirs.slice(0, Math.max(0, theirs.length + 1 - mostPerPerson)))
      this.#end(oldest, 'superseded')
    this.#open.add(stream)
    this.#beating ??= setInterval(() => this.#beat(), beatMs)
    this.#checking ??= setInterval(() => void this.#check(), checkMs)
  }

  #end(stream: Stream, reason: EndReason): void {
    stream.end(reason)
    this.#remove(stream)
  }

  #remove(stream: Stream): void {
    if (!this.#open.delete(stream) || this.#open.size > 0) return
    this.#tail.stop()
    clearInterval(this.#beating)
    clearInterval(this.#checking)
    this.#beating = this.#checking = undefined
  }

  #beat(): void {
    for (const stream of this.#open) stream.beat()
  }

  /** A session that is over, or other roles than before, end the stream: the page asks anew for all it may see now. */
  async #check(): Promise<void> {
    const { db, now } = this.#sources
    const streams = [...this.#open]
    const hashes = [...new Set(streams.map(({ caller }) => caller.tokenHash))]
    // Whose rights cannot be looked up is told nothing more.
    const holders = await callersOfSessions(db, hashes, now()).catch(() => null)
    for (const stream of streams) {
      const { tokenHash, via } = stream.caller
      const holder = holders?.get(tokenHash)
      const caller = holder && stillSignedIn(() => callerOf(holder, { tokenHash, via }, now()))
      if (holders === null) this.#end(stream, 'rights')
      else if (!caller) this.#end(stream, 'session')
      else if (rolesOf(stream.caller) !== rolesOf(caller)) this.#end(stream, 'rights')
      else stream.caller = caller
    }
  }
}

function nothing(horizon: string): Told {
  return { changes: [], notices: [], reset: false, horizon }
}

function stillSignedIn(caller: () => Caller): Caller | null {
  try {
    return caller()
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

function rolesOf({ rolesIn }: Caller): string {
  return JSON.stringify([...rolesIn].map(([storeId, roles]) => [storeId, [...roles].sort()]).sort())
}

function tooManyStreams(): Problem {
  return new Problem('UNAVAILABLE', 'This server holds as many open streams as it can. Try again in a minute.', {
    headers: { 'retry-after': '60' },
  })
}
