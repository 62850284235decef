import type { Hash, Subtree } from './merkle.ts'
import { foldSubtrees, nodeHash } from './merkle.ts'

/** A node kept for good: root of the `n`-th complete subtree of 256 ** `level` leaves. */
export interface TreeBlock {
  level: number
  n: number
  hash: Hash
}

/** Levels of the tree that lie between two kept ones. */
export const blockHeight = 8

/** The right edge of a growing tree: all that is needed to add leaves and to tell the root. */
export class TreeEdge {
  private leaves = 0
  /** By height: the complete subtree of that size at the edge, if there is one. */
  private readonly complete: (Hash | undefined)[] = []

  /** @param subtrees the complete subtrees of the tree so far (`subtreesOf`) with their hashes. */
  constructor(subtrees: readonly (Subtree & { hash: Hash })[] = []) {
    for (const { height, hash } of subtrees) {
      this.complete[height] = hash
      this.leaves += 2 ** height
    }
  }

  get size(): number {
    return this.leaves
  }

  /** Adds a leaf. @returns the blocks it completes. */
  append(leaf: Hash): TreeBlock[] {
    const blocks: TreeBlock[] = []
    let hash = leaf
    let height = 0
    for (let left = this.complete[0]; left !== undefined; left = this.complete[height]) {
      hash = nodeHash(left, hash)
      this.complete[height] = undefined
      height += 1
      if (height % blockHeight === 0)
        blocks.push({ level: height / blockHeight, n: Math.floor(this.leaves / 2 ** height), hash })
    }
    this.complete[height] = hash
    this.leaves += 1
    return blocks
  }

  root(): Hash {
    return foldSubtrees(this.complete.filter((hash) => hash !== undefined).reverse())
  }
}
