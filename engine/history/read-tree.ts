import type { Hash, LeafRange, Subtree } from './merkle.ts'
import { consistencyRanges, foldSubtrees, inclusionRanges, nodeHash, subtreesOf } from './merkle.ts'
import { blockHeight } from './tree-edge.ts'

/** Where the hashes of a tree lie: at level 0 its leaves, at level l the roots of complete subtrees of 256 ** l leaves. */
export interface TreeSource {
  /** Up to `count` hashes from the `first`-th on, fewer where the tree ends. */
  hashes(level: number, first: number, count: number): Promise<Hash[]>
}

/** The highest level that is kept: a tree of a billion leaves is then read in a few pages. */
export const topLevel = 3

const pageSize = 2 ** blockHeight
const mostRemembered = 200_000

/** Reads a tree as it stands and proves things about it; what was worked out is remembered, so keep it for one task only. */
export class TreeReader {
  private readonly source: TreeSource
  private readonly pages = new Map<string, Promise<Hash[]>>()
  private readonly known = new Map<string, Hash>()

  constructor(source: TreeSource) {
    this.source = source
  }

  /** Root over a range of leaves. @throws when not all of it is kept. */
  async rangeHash(range: LeafRange): Promise<Hash> {
    const hashes: Hash[] = []
    for (const subtree of subtreesOf(range)) hashes.push(await this.subtreeHash(subtree))
    return foldSubtrees(hashes)
  }

  /** Proof that leaf `index` stands in the tree of `size` leaves. */
  inclusion(index: number, size: number): Promise<Hash[]> {
    return this.hashesOf(inclusionRanges(index, size))
  }

  /** Proof that the tree of `size` leaves goes on from that of `old`; nothing needs proof from an empty one. */
  consistency(old: number, size: number): Promise<Hash[]> {
    return old === 0 ? Promise.resolve([]) : this.hashesOf(consistencyRanges(old, size))
  }

  /** Root of a complete subtree. @throws when not all of it is kept. */
  async subtreeHash({ from, height }: Subtree): Promise<Hash> {
    const level = height / blockHeight
    if (Number.isInteger(level) && level <= topLevel) return this.kept(level, from / 2 ** height)
    const key = `${height}/${from}`
    const known = this.known.get(key)
    if (known) return known
    const below = height - 1
    const left = await this.subtreeHash({ from, height: below })
    const hash = nodeHash(left, await this.subtreeHash({ from: from + 2 ** below, height: below }))
    if (this.known.size >= mostRemembered) this.known.clear()
    this.known.set(key, hash)
    return hash
  }

  private async kept(level: number, n: number): Promise<Hash> {
    const page = Math.floor(n / pageSize)
    const key = `${level}/${page}`
    if (!this.pages.has(key)) {
      if (this.pages.size >= mostRemembered / pageSize) this.pages.clear()
      this.pages.set(key, this.source.hashes(level, page * pageSize, pageSize))
    }
    const hash = (await this.pages.get(key))?.[n % pageSize]
    if (!hash) throw new Error(`The tree lacks the ${n}-th hash of level ${level}.`)
    return hash
  }

  private async hashesOf(ranges: readonly LeafRange[]): Promise<Hash[]> {
    const hashes: Hash[] = []
    for (const range of ranges) hashes.push(await this.rangeHash(range))
    return hashes
  }
}
