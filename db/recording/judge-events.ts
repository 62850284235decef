import { createHash } from 'node:crypto'
import type { RunEvent } from '#engine/model/run-event.ts'
import type { RecordFailure } from './record-input.ts'

/** The last stored event of a run. */
export interface Head {
  seq: number
  hash: string
  /** Event up to which the run's rows have been brought; behind `seq` when they were refused. */
  projectedSeq: number
}

/** An event that is to be stored, with the text its hash covers. */
export interface StorableEvent {
  event: RunEvent
  body: string
}

export type EventBody = (event: RunEvent) => string

const beforeFirst: Head = { seq: 0, hash: '0'.repeat(64), projectedSeq: 0 }

/**
 * Which of a run's events are new, after checking that they go on without a gap from the stored head, that each hash follows
 * from the one before (`sha256(previous, newline, body)`), and that what is stored already is the same.
 * @param stored hashes of the stored events among these, by seq.
 */
export function judgeEvents(
  sopRunId: string,
  events: readonly RunEvent[],
  head: Head = beforeFirst,
  stored: ReadonlyMap<number, string>,
  eventBody: EventBody,
): StorableEvent[] | RecordFailure {
  const fresh: StorableEvent[] = []
  let last: { seq: number; hash: string } = head
  let previousSeq = (events[0]?.seq ?? 1) - 1
  for (const event of events) {
    if (event.seq !== previousSeq + 1 || event.seq > last.seq + 1) {
      const expected = Math.min(previousSeq, last.seq) + 1
      return {
        sopRunId,
        code: 'SEQ_GAP',
        reason: `Event ${event.seq} of run ${sopRunId} came where ${expected} was due.`,
      }
    }
    previousSeq = event.seq
    if (event.seq <= head.seq) {
      if (stored.get(event.seq) !== event.hash) return conflict(sopRunId, event)
      continue
    }
    const body = eventBody(event)
    if (event.hash !== sha256(`${last.hash}\n${body}`)) return broken(sopRunId, event)
    fresh.push({ event, body })
    last = { seq: event.seq, hash: event.hash }
  }
  return fresh
}

/** Native, because the recorder hashes every event of every host; the rule is that of `engine/history/chain.ts`. */
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

const conflict = (sopRunId: string, event: RunEvent): RecordFailure => ({
  sopRunId,
  code: 'HASH_CONFLICT',
  reason: `Event ${event.seq} of run ${sopRunId} is stored with another hash than ${event.hash}.`,
})

const broken = (sopRunId: string, event: RunEvent): RecordFailure => ({
  sopRunId,
  code: 'CHAIN_BROKEN',
  reason: `The hash of event ${event.seq} of run ${sopRunId} does not follow from the event before it.`,
})
