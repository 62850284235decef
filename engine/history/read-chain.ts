import type { RunEvent } from '../model/run-event.ts'
import { chainHash, eventBody, firstHash } from './chain.ts'

/** An event as it was chained: the text its hash covers, and the hash. */
export interface Link {
  seq: number
  body: string
  hash: string
}

/** The events behind the links of a chain, in order. @throws SyntaxError for a body that is no JSON. */
export function eventsOfChain(links: readonly Link[]): RunEvent[] {
  return links.map(({ body, hash }) => ({ ...(JSON.parse(body) as Omit<RunEvent, 'hash'>), hash }))
}

/** Place of the first link, counted from 1, that does not follow from the one before; null when the whole chain holds. */
export function firstBrokenPlace(links: readonly Link[]): number | null {
  let previous = firstHash
  for (const [index, link] of links.entries()) {
    if (!follows(link, index + 1, previous)) return index + 1
    previous = link.hash
  }
  return null
}

function follows({ seq, body, hash }: Link, place: number, previous: string): boolean {
  try {
    const event = JSON.parse(body) as Omit<RunEvent, 'hash'>
    const numbered = seq === place && event.seq === place
    return numbered && eventBody(event) === body && chainHash(previous, event) === hash
  } catch {
    return false
  }
}
