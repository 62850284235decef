import type { ServerResponse } from 'node:http'
import type { Change, EndReason, Notice } from '../contract/stream.ts'
import type { Caller } from '../policy.ts'
import { may } from '../policy.ts'
import { eventText, placeText } from './told.ts'
import type { ToldChange } from './told.ts'

/** Everything one look found, as every stream gets it; each writes what its caller may know. */
export interface Told {
  changes: readonly ToldChange[]
  notices: readonly { personId: string; notice: Notice }[]
  reset: boolean
  horizon: string
}

const mostWaitingBytes = 262_144
const retryMs = 2_000

/** One open stream of one person. */
export class Stream {
  caller: Caller
  readonly #raw: ServerResponse
  /** What came while missed events were still being read; null once that is done. */
  #held: Told[] | null = []
  #horizon = ''

  constructor(caller: Caller, raw: ServerResponse) {
    this.caller = caller
    this.#raw = raw
  }

  /** Sends the head. @param headers those the door gives every answer. */
  begin(headers: Record<string, string | number | string[] | undefined>): void {
    if (this.#raw.destroyed) return
    const given = Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined)
    this.#raw.writeHead(200, {
      ...Object.fromEntries(given),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    this.#raw.write(`retry: ${retryMs}\n\n`)
  }

  /** Tells first what was missed, then what has come meanwhile; from here on everything at once. */
  catchUp(missed: Told): void {
    const held = this.#held ?? []
    this.#held = null
    for (const told of [missed, ...held]) this.tell(told)
  }

  /** Writes what the caller may know of it. */
  tell(told: Told): void {
    if (this.#held) {
      this.#held.push(told)
      return
    }
    const notices = told.notices.filter(({ personId }) => personId === this.caller.personId)
    const texts = told.reset
      ? [eventText('reset', {})]
      : [
          ...this.#visible(told.changes).map((change) => eventText('change', change)),
          ...notices.map(({ notice }) => eventText('notice', notice)),
        ]
    // A place moves on only after the last event of a look, so that a cut in the middle repeats rather than loses.
    const moved = told.horizon !== this.#horizon && (texts.length > 0 || this.#horizon === '')
    this.#horizon = told.horizon
    if (texts.length > 0 || moved) this.#write(texts.join('') + placeText(told.horizon))
  }

  /** Shows that the line stands, and moves the place on. */
  beat(): void {
    this.#write(`: beat\n${this.#horizon === '' ? '\n' : placeText(this.#horizon)}`)
  }

  /** Says why and closes. */
  end(reason: EndReason): void {
    if (!this.#raw.headersSent) this.#raw.destroy()
    else if (!this.#raw.writableEnded) this.#raw.end(eventText('end', { reason }))
  }

  #visible(changes: readonly ToldChange[]): Change[] {
    return changes.filter(({ object }) => may(this.caller, 'run.read', object)).map(({ change }) => change)
  }

  #write(text: string): void {
    if (this.#raw.writableEnded || this.#raw.destroyed) return
    // Whoever reads too slowly is cut off and comes back from its last place.
    if (this.#raw.writableLength > mostWaitingBytes) this.#raw.destroy()
    else this.#raw.write(text)
  }
}
