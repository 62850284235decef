import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { RunEvent } from '../model/run-event.ts'
import { canonicalJson } from './canonical-json.ts'

/** The hash before the first event of a run. */
export const firstHash = '0'.repeat(64)

/** The text an event's hash covers: the event without its hash, canonical. */
export function eventBody(event: Omit<RunEvent, 'hash'> & { hash?: string }): string {
  const { hash: _hash, ...body } = event
  return canonicalJson(body)
}

/** `sha256(previous hash, newline, canonical event)` in lower-case hex: each event vouches for all before it. */
export function chainHash(previousHash: string, event: Omit<RunEvent, 'hash'>): string {
  return sha256Hex(`${previousHash}\n${eventBody(event)}`)
}

/** SHA-256 of a text in UTF-8, as lower-case hex. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** First seq whose hash does not follow from the one before, or null when the whole chain holds. Events in order from seq 1. */
export function firstBrokenLink(events: readonly RunEvent[]): number | null {
  let previous = firstHash
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1 || event.hash !== chainHash(previous, event)) return event.seq
    previous = event.hash
  }
  return null
}
