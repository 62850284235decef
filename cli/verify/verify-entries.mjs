// The entries of an export: chains of runs, the tree over all, proofs; part of verify.mjs.
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from './verify-notes.mjs'
import { checkProof, node, readProofs } from './verify-proofs.mjs'

const zeros = '0'.repeat(64)
const leafOf = (body) => sha256(Buffer.from(`\0${body}`, 'utf8'))

/** The lines of a file, a chunk at a time, so that a million of them cost little. */
class Lines {
  constructor(folder, file) {
    this.file = file
    this.line = 0
    this.waiting = []
    this.place = 0
    const path = join(folder, file)
    this.parts = existsSync(path)
      ? createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })[Symbol.asyncIterator]()
      : null
    this.rest = ''
  }

  /** The next line as JSON; undefined at the end, null for a line that is no JSON. */
  async next() {
    while (this.place >= this.waiting.length) {
      if (this.parts === null) return undefined
      const { done, value } = await this.parts.next()
      const lines = (this.rest + (done ? '' : value)).split('\n')
      this.rest = done ? '' : lines.pop()
      if (done) this.parts = null
      this.waiting = done ? lines.filter((line) => line !== '') : lines
      this.place = 0
    }
    this.line += 1
    try {
      return JSON.parse(this.waiting[this.place++])
    } catch {
      return null
    }
  }
}

/** The growing tree; tells its root at any size. */
class Tree {
  size = 0
  edge = []

  add(leaf) {
    let hash = leaf
    let height = 0
    for (; this.edge[height]; height++) {
      hash = node(this.edge[height], hash)
      this.edge[height] = undefined
    }
    this.edge[height] = hash
    this.size += 1
  }

  root() {
    const parts = this.edge.filter(Boolean)
    return parts.length === 0 ? sha256('') : parts.slice(1).reduce((right, left) => node(left, right), parts[0])
  }
}

/** Reads every entry once, in the order of the log: chains, tree, roots that were signed, proofs. */
export async function readEntries(folder, manifest, checkpoints, known, bad) {
  const seen = { events: 0, house: 0, others: 0, unsealed: 0, runs: new Map(), plans: new Set(), files: new Map() }
  const proofs = manifest.complete === true ? null : readProofs(folder, bad)
  const last = checkpoints.at(-1)
  const walk = { tree: new Tree(), next: 0, sound: 0, broken: false }
  const cursors = ['events.jsonl', 'admin.jsonl', 'others.jsonl'].map((file) => new Lines(folder, file))
  const heads = await Promise.all(cursors.map((cursor) => cursor.next()))
  for (;;) {
    const which = firstOf(heads)
    if (which < 0) break
    const { file, line } = cursors[which]
    const entry = heads[which]
    const place = { line, ...(entry?.run ? { run: entry.run, seq: entry.seq } : {}), ...idxOf(entry) }
    const leaf = judgeEntry(file, entry, place, seen, bad)
    if (entry !== null && entry.idx === null) seen.unsealed += 1
    else if (leaf !== null && proofs === null) growTree(walk, entry, leaf, { file, place, checkpoints, known, bad })
    else if (leaf !== null) checkProof(proofs, entry, leaf, last, { file, place, bad })
    const pending = cursors[which].next()
    heads[which] = await pending
  }
  if (proofs === null && last && !walk.broken && walk.tree.size < last.size)
    bad('events.jsonl', `entries ${walk.tree.size} to ${last.size - 1} are missing: they were signed`, {
      from: walk.tree.size,
      to: last.size - 1,
    })
  return seen
}

const idxOf = (entry) => (typeof entry?.idx === 'number' ? { idx: entry.idx } : {})

/** The file whose next entry comes first; what cannot be read comes at once, what is not sealed at the end. */
function firstOf(heads) {
  let first = -1
  const rank = (entry) => (entry === null ? -1 : (entry.idx ?? Infinity))
  for (const [which, entry] of heads.entries())
    if (entry !== undefined && (first < 0 || rank(entry) < rank(heads[first]))) first = which
  return first
}

/** Checks an entry by itself and within its run. @returns its leaf, or null when it has none. */
function judgeEntry(file, entry, place, seen, bad) {
  if (entry === null || typeof entry !== 'object') return bad(file, 'is no JSON', place) ?? null
  if (file === 'others.jsonl') {
    seen.others += 1
    const leaf = Buffer.from(entry.leaf ?? '', 'hex')
    return leaf.length === 32 ? leaf : (bad(file, 'holds no hash', place) ?? null)
  }
  if (typeof entry.body !== 'string') return bad(file, 'has no body', place) ?? null
  const leaf = leafOf(entry.body)
  let said
  try {
    said = JSON.parse(entry.body)
  } catch {
    bad(file, 'has a body that is no JSON', place)
    return leaf
  }
  if (file === 'admin.jsonl') {
    seen.house += 1
    if (said.id !== entry.id) bad(file, 'is listed as another entry than it is', place)
    return leaf
  }
  seen.events += 1
  followRun(file, entry, said, place, seen, bad)
  return leaf
}

function followRun(file, entry, said, place, seen, bad) {
  if (said.sopRunId !== entry.run || said.seq !== entry.seq) bad(file, 'is listed as another entry than it is', place)
  const before = seen.runs.get(entry.run) ?? { seq: 0, hash: zeros }
  if (entry.seq !== before.seq + 1)
    bad(
      file,
      entry.seq > before.seq
        ? `entries ${before.seq + 1} to ${entry.seq - 1} of its run are missing`
        : 'comes twice or out of order',
      place,
    )
  else if (sha256(`${before.hash}\n${entry.body}`).toString('hex') !== entry.hash)
    bad(file, 'does not follow from the entry before it in its run', place)
  seen.runs.set(entry.run, { seq: entry.seq, hash: entry.hash })
  if (said.type === 'run.launched') seen.plans.add(said.data?.planSha256)
  if (said.type === 'evidence.added') seen.files.set(said.data?.evidenceId, said.data?.sha256)
}

/** Whole exports: the tree is grown anew, and looked at wherever it was signed. */
function growTree(walk, { idx }, leaf, { file, place, checkpoints, known, bad }) {
  if (walk.broken) return
  if (idx !== walk.tree.size) {
    walk.broken = true
    const what =
      idx > walk.tree.size ? `entries ${walk.tree.size} to ${idx - 1} of the log are missing before it` : 'comes twice'
    return bad(file, what, { ...place, ...(idx > walk.tree.size ? { from: walk.tree.size, to: idx - 1 } : {}) })
  }
  if (idx >= (checkpoints.at(-1)?.size ?? 0)) bad(file, 'is listed as signed and is not', place)
  walk.tree.add(leaf)
  const size = walk.tree.size
  for (const { root, file: note } of known.get(size) ?? [])
    if (!walk.tree.root().equals(root)) bad(note, `the first ${size} entries are not those you were shown`, { size })
  for (; checkpoints[walk.next]?.size === size; walk.next++) {
    if (walk.tree.root().equals(checkpoints[walk.next].root)) {
      walk.sound = size
      continue
    }
    walk.broken = true
    return bad(file, `something among entries ${walk.sound} to ${size - 1} is not what was signed`, {
      ...place,
      from: walk.sound,
      to: size - 1,
    })
  }
}
