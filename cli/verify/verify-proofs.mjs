// The proofs that lie in a part of a log; part of verify.mjs.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from './verify-notes.mjs'

/** Hash of a node over its two halves. */
export const node = (left, right) => sha256(Buffer.concat([Buffer.of(1), left, right]))

/** Proofs by the place they are for. */
export function readProofs(folder, bad) {
  const path = join(folder, 'proofs', 'inclusion.jsonl')
  const proofs = new Map()
  for (const [index, text] of (existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []).entries()) {
    if (text === '') continue
    try {
      const { idx, proof } = JSON.parse(text)
      proofs.set(
        idx,
        proof.map((hash) => Buffer.from(hash, 'base64')),
      )
    } catch {
      bad('proofs/inclusion.jsonl', 'is no proof', { line: index + 1 })
    }
  }
  return proofs
}

/** Parts of the log: each entry by its own proof against the last checkpoint. */
export function checkProof(proofs, { idx }, leaf, last, { file, place, bad }) {
  const proof = [...(proofs.get(idx) ?? [])]
  if (!last || !proofs.has(idx)) return bad(file, 'has no proof that it was signed', place)
  const climb = (index, size) => {
    if (size === 1) return leaf
    const half = leftHalf(size)
    const beside = proof.pop() ?? Buffer.alloc(0)
    return index < half ? node(climb(index, half), beside) : node(beside, climb(index - half, size - half))
  }
  const holds = idx < last.size && climb(idx, last.size).equals(last.root) && proof.length === 0
  if (!holds) bad(file, 'is not what was signed', place)
}

/** Parts of the log: each checkpoint goes on from the one before. */
export function checkConsistency(folder, checkpoints, bad) {
  const file = 'proofs/consistency.jsonl'
  const proofs = new Map()
  for (const text of existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').split('\n') : []) {
    if (text === '') continue
    try {
      const { old, size, proof } = JSON.parse(text)
      proofs.set(
        `${old}/${size}`,
        proof.map((hash) => Buffer.from(hash, 'base64')),
      )
    } catch {
      bad(file, 'is no proof')
    }
  }
  for (const [index, note] of checkpoints.entries()) {
    const before = checkpoints[index - 1]
    if (!before || before.size === note.size) continue
    const proof = proofs.get(`${before.size}/${note.size}`)
    if (!proof || !goesOn(before, note, [...proof]))
      bad(file, `the log of ${note.size} entries does not go on from that of ${before.size}`, {
        from: before.size,
        to: note.size - 1,
      })
  }
}

function goesOn(old, last, proof) {
  const climb = (part, size, whole) => {
    if (part === size) {
      const hash = whole ? old.root : (proof.pop() ?? Buffer.alloc(0))
      return [hash, hash]
    }
    const half = leftHalf(size)
    const beside = proof.pop() ?? Buffer.alloc(0)
    if (part <= half) {
      const [was, is] = climb(part, half, whole)
      return [was, node(is, beside)]
    }
    const [was, is] = climb(part - half, size - half, false)
    return [node(beside, was), node(beside, is)]
  }
  const [was, is] = climb(old.size, last.size, true)
  return proof.length === 0 && was.equals(old.root) && is.equals(last.root)
}

function leftHalf(size) {
  let half = 1
  while (half * 2 < size) half *= 2
  return half
}
