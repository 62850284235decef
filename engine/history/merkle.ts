import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** 32 bytes. */
export type Hash = Uint8Array

/** Leaves `from` up to, not including, `to`. */
export interface LeafRange {
  from: number
  to: number
}

/** 2 ** `height` neighbouring leaves, the first of them a multiple of that. */
export interface Subtree {
  from: number
  height: number
}

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

/** Root of a tree without leaves (RFC 6962, 2.1). */
export const emptyRoot: Hash = sha256(new Uint8Array())

/** Hash of a leaf: SHA-256 of a zero byte and the text in UTF-8. */
export function leafHash(text: string): Hash {
  return sha256(concatBytes(leafPrefix, utf8ToBytes(text)))
}

/** Hash of a node over its two halves. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(concatBytes(nodePrefix, left, right))
}

/** The largest power of two below `size`: leaves of the left half. `size` is at least 2. */
export function leftHalf(size: number): number {
  let half = 1
  while (half * 2 < size) half *= 2
  return half
}

/** The complete subtrees that make up a range, from left to right. The range starts where a subtree of its length may start. */
export function subtreesOf({ from, to }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = []
  for (let at = from; at < to;) {
    let height = 0
    while (at % 2 ** (height + 1) === 0 && at + 2 ** (height + 1) <= to) height++
    subtrees.push({ from: at, height })
    at += 2 ** height
  }
  return subtrees
}

/** Root over neighbouring subtrees whose sizes fall from left to right, as `subtreesOf` gives them. */
export function foldSubtrees(hashes: readonly Hash[]): Hash {
  return hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => nodeHash(left, right))
}

/** What stands beside leaf `index` on the way to the root of a tree of `size` leaves, from the leaf upwards (RFC 6962, 2.1.1). */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  const ranges: LeafRange[] = []
  for (let [from, to] = [0, size]; to - from > 1;) {
    const middle = from + leftHalf(to - from)
    if (index < middle) {
      ranges.push({ from: middle, to })
      to = middle
    } else {
      ranges.push({ from, to: middle })
      from = middle
    }
  }
  return ranges.reverse()
}

/** What proves that the tree of `size` leaves goes on from that of `old`, in the order of RFC 6962, 2.1.2. `old` is at least 1. */
export function consistencyRanges(old: number, size: number): LeafRange[] {
  const ranges: LeafRange[] = []
  let known = true
  let [from, to] = [0, size]
  while (to !== old) {
    const middle = from + leftHalf(to - from)
    if (old <= middle) {
      ranges.push({ from: middle, to })
      to = middle
    } else {
      ranges.push({ from, to: middle })
      from = middle
      known = false
    }
  }
  if (!known) ranges.push({ from, to })
  return ranges.reverse()
}

/** Whether a leaf stands at `index` of the tree with this root. */
export function verifyInclusion(
  leaf: Hash,
  { index, size, root }: { index: number; size: number; root: Hash },
  proof: readonly Hash[],
): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false
  const ranges = inclusionRanges(index, size)
  if (ranges.length !== proof.length) return false
  const top = ranges.reduce(
    (hash, { from }, place) => (from > index ? nodeHash(hash, proof[place]!) : nodeHash(proof[place]!, hash)),
    leaf,
  )
  return sameHash(top, root)
}

/** Whether the tree of `size` leaves with root `root` begins with the tree of `old` leaves with root `oldRoot`. */
export function verifyConsistency(
  old: { size: number; root: Hash },
  { size, root }: { size: number; root: Hash },
  proof: readonly Hash[],
): boolean {
  if (old.size > size || old.size < 0) return false
  if (old.size === 0) return proof.length === 0
  const ranges = consistencyRanges(old.size, size)
  if (ranges.length !== proof.length) return false
  const known = isSubtree(old.size, size)
  const start = known ? old.root : proof[0]!
  let [oldTop, top] = [start, start]
  for (let place = known ? 0 : 1; place < ranges.length; place++) {
    const beside = proof[place]!
    if (ranges[place]!.from >= old.size) {
      top = nodeHash(top, beside)
    } else {
      oldTop = nodeHash(beside, oldTop)
      top = nodeHash(beside, top)
    }
  }
  return sameHash(oldTop, old.root) && sameHash(top, root)
}

/** Whether the first `old` leaves are a whole subtree of the tree, so that the proof need not repeat its hash. */
function isSubtree(old: number, size: number): boolean {
  return old === size || 2 ** Math.round(Math.log2(old)) === old
}

export function sameHash(one: Hash, other: Hash): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
