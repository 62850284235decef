import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import type { Hash } from '#engine/history/merkle.ts'
import {
  consistencyRanges,
  emptyRoot,
  inclusionRanges,
  leafHash,
  nodeHash,
  subtreesOf,
  verifyConsistency,
  verifyInclusion,
} from '#engine/history/merkle.ts'
import { TreeReader } from '#engine/history/read-tree.ts'
import { TreeEdge } from '#engine/history/tree-edge.ts'

/** The leaves every implementation of Certificate Transparency is tried on, and what they give. */
const texts = ['', '\x00', '\x10', ' !', '01', '@ABC', 'PQRSTUVW', '`abcdefghijklmno']
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = texts.map(leafHash)

/** A tree of leaves with its kept blocks, as the sealer keeps them. */
function treeOf(all: readonly Hash[]): { reader: TreeReader; edge: TreeEdge } {
  const edge = new TreeEdge()
  const levels: Hash[][] = [[...all], [], [], []]
  for (const leaf of all) for (const { level, n, hash } of edge.append(leaf)) levels[level]![n] = hash
  const source = {
    hashes: (level: number, first: number, count: number) =>
      Promise.resolve((levels[level] ?? []).slice(first, first + count)),
  }
  return { reader: new TreeReader(source), edge }
}

const hex = (hashes: readonly Hash[]) => hashes.map((hash) => bytesToHex(hash))

describe('the tree', () => {
  test('of nothing has the hash of nothing', () => {
    expect(bytesToHex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(bytesToHex(new TreeEdge().root())).toBe(bytesToHex(emptyRoot))
  })

  test('has the published roots at every size', () => {
    const edge = new TreeEdge()
    const found = leaves.map((leaf) => {
      edge.append(leaf)
      return bytesToHex(edge.root())
    })
    expect(found).toEqual(roots)
    expect(edge.size).toBe(8)
  })

  test('reads the same from what is kept, and goes on from there', async () => {
    const many = Array.from({ length: 66_000 }, (_, index) => leafHash(`event ${index}`))
    const { reader, edge } = treeOf(many)
    expect(await reader.rangeHash({ from: 0, to: many.length })).toEqual(edge.root())
    const subtrees = subtreesOf({ from: 0, to: many.length })
    const again = new TreeEdge(
      await Promise.all(subtrees.map(async (subtree) => ({ ...subtree, hash: await reader.subtreeHash(subtree) }))),
    )
    for (const one of [edge, again]) one.append(leafHash('one more'))
    expect(again.root()).toEqual(edge.root())
    expect(again.size).toBe(66_001)
  })
})

describe('proofs of inclusion', () => {
  test.each([
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [2, 3, [roots[1]]],
    [
      1,
      5,
      [
        roots[0],
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('of leaf %i in %i are the published ones', async (index, size, path) => {
    const proof = await treeOf(leaves).reader.inclusion(index, size)
    expect(hex(proof)).toEqual(path)
    expect(verifyInclusion(leaves[index]!, { index, size, root: hexToBytes(roots[size - 1]!) }, proof)).toBe(true)
  })

  test('hold for every leaf at every size, and for no other leaf, place, size or proof', async () => {
    const { reader } = treeOf(leaves)
    for (let size = 1; size <= 8; size++) {
      const root = hexToBytes(roots[size - 1]!)
      for (let index = 0; index < size; index++) {
        const proof = await reader.inclusion(index, size)
        const place = { index, size, root }
        expect(verifyInclusion(leaves[index]!, place, proof)).toBe(true)
        expect(verifyInclusion(leafHash('forged'), place, proof)).toBe(false)
        expect(verifyInclusion(leaves[index]!, { ...place, index: (index + 1) % size }, proof)).toBe(size === 1)
        expect(verifyInclusion(leaves[index]!, { ...place, index: index + size }, proof)).toBe(false)
        expect(verifyInclusion(leaves[index]!, place, [...proof, root])).toBe(false)
        if (size > 1) expect(verifyInclusion(leaves[index]!, place, proof.slice(1))).toBe(false)
      }
    }
  })
})

describe('proofs of consistency', () => {
  test.each([
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        roots[3],
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('from %i to %i are the published ones', async (old, size, path) => {
    expect(hex(await treeOf(leaves).reader.consistency(old, size))).toEqual(path)
  })

  test('hold between all sizes, and for no other past', async () => {
    const { reader } = treeOf(leaves)
    const at = (size: number) => ({ size, root: hexToBytes(roots[size - 1]!) })
    for (let size = 1; size <= 8; size++) {
      for (let old = 1; old <= size; old++) {
        const proof = await reader.consistency(old, size)
        expect(verifyConsistency(at(old), at(size), proof)).toBe(true)
        expect(verifyConsistency({ size: old, root: leafHash('other past') }, at(size), proof)).toBe(false)
        expect(verifyConsistency(at(old), at(size), [...proof, leafHash('')])).toBe(false)
        if (old < size) expect(verifyConsistency(at(old), { size, root: leafHash('x') }, proof)).toBe(false)
      }
    }
    expect(verifyConsistency({ size: 0, root: emptyRoot }, at(5), [])).toBe(true)
    expect(verifyConsistency(at(5), at(3), [])).toBe(false)
  })

  test('name the ranges the standard names', () => {
    expect(inclusionRanges(3, 7)).toEqual([
      { from: 2, to: 3 },
      { from: 0, to: 2 },
      { from: 4, to: 7 },
    ])
    expect(consistencyRanges(3, 7)).toEqual([
      { from: 2, to: 3 },
      { from: 3, to: 4 },
      { from: 0, to: 2 },
      { from: 4, to: 7 },
    ])
    expect(consistencyRanges(4, 7)).toEqual([{ from: 4, to: 7 }])
    expect(consistencyRanges(7, 7)).toEqual([])
    expect(nodeHash(leaves[0]!, leaves[1]!)).toEqual(hexToBytes(roots[1]!))
  })
})
