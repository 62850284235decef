import { firstBrokenPlace } from '#engine/history/read-chain.ts'
import type { ChainLink, HistoryEvent } from '../../api/audit.ts'

/** What working a history out again shows; `at` is the entry it is about. */
export type HistoryVerdict =
  | { kind: 'whole'; entries: number }
  | { kind: 'broken' | 'unlike'; at: number }
  | { kind: 'cut'; have: number; should: number }

/**
 * Works every hash of a history out again, here and not at the house that keeps it: whether each entry follows from the one
 * before, whether the shown entries are the chained ones, and whether the end is there.
 */
export function checkHistory(
  links: readonly ChainLink[],
  events: readonly HistoryEvent[],
  end: { seq: number; hash: string },
): HistoryVerdict {
  const broken = firstBrokenPlace(links)
  if (broken !== null) return { kind: 'broken', at: broken }
  const unlike = links.findIndex((link, index) => !isShown(link, events[index]))
  if (unlike >= 0) return { kind: 'unlike', at: unlike + 1 }
  if (links.length < end.seq) return { kind: 'cut', have: links.length, should: end.seq }
  // More may have happened since the end was read; the entry it names must be the same.
  if (links[end.seq - 1]?.hash !== end.hash) return { kind: 'unlike', at: end.seq }
  return { kind: 'whole', entries: links.length }
}

interface Chained {
  type: string
  at: string
  personId: string
  onBehalfOf?: string
  stepId?: string
  door: string
}

// What is personal is sealed in the chain and masked on the page, so data is not compared; who, what, when and where is.
function isShown({ body, hash }: ChainLink, event: HistoryEvent | undefined): boolean {
  if (event === undefined) return false
  const chained = JSON.parse(body) as Chained
  return (
    event.hash === hash &&
    event.type === chained.type &&
    Date.parse(event.at) === Date.parse(chained.at) &&
    event.actor.personId === chained.personId &&
    event.onBehalfOf === (chained.onBehalfOf ?? null) &&
    event.stepId === (chained.stepId ?? null) &&
    event.door === chained.door
  )
}
