import { createHash } from 'node:crypto'
import type { Connection } from '#db/database.ts'
import type { SealedEntry } from '#db/reads/sealed-entries.ts'
import { readCheckpointRoots, readSealedEntries } from '#db/reads/sealed-entries.ts'
import { readLastCheckpoint, readTreeHashes } from '#db/reads/sealed-log.ts'
import { canonicalJson } from '#engine/history/canonical-json.ts'
import { firstHash } from '#engine/history/chain.ts'
import { sameHash, verifyInclusion } from '#engine/history/merkle.ts'
import { TreeReader } from '#engine/history/read-tree.ts'
import { TreeEdge } from '#engine/history/tree-edge.ts'
import type { HeldNote } from './held-notes.ts'

/** What is wrong: the text itself, its place in its run, what pages show of it, its absence, the tree, a note. */
export type FaultKind = 'text' | 'chain' | 'columns' | 'missing' | 'tree' | 'note'

export interface Fault {
  kind: FaultKind
  runId: string | null
  seq: number | null
  /** Place in the log; with `toIdx`, somewhere between. */
  idx: number | null
  toIdx: number | null
}

export interface StoredVerdict {
  runs: number
  events: number
  acts: number
  /** Entries of the log that were signed when it was looked at. */
  sealed: number
  checkpoints: number
  faults: Fault[]
}

export interface VerifyScope {
  runId?: string
  stores?: readonly string[]
}

const mostFaults = 100

/**
 * Works out again what the database holds: chains, leaves, and for the whole log the tree at every size that was signed,
 * here and outside. Parts of the log are proved entry by entry against the last checkpoint.
 * @param held notes from outside the database.
 */
export async function verifyStored(
  db: Connection,
  scope: VerifyScope,
  held: readonly HeldNote[],
): Promise<StoredVerdict> {
  const last = await readLastCheckpoint(db)
  const size = last?.size ?? 0
  const whole = scope.runId === undefined && scope.stores === undefined
  const check = new Check()
  const roots = whole ? await signedRoots(db, held) : []
  const tree = new TreeReader({ hashes: (level, first, count) => readTreeHashes(db, level, first, count) })
  for await (const page of readSealedEntries(db, { ...scope, size })) {
    for (const entry of page) {
      check.entry(entry)
      if (whole) check.grow(entry, roots)
      else if (last) {
        const proof = await tree.inclusion(entry.idx, size).catch(() => [])
        if (!verifyInclusion(entry.leaf, { index: entry.idx, size, root: last.root }, proof)) check.fault('tree', entry)
      }
    }
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  if (whole) check.end(size, held)
  return { ...check.verdict(), sealed: size, checkpoints: roots.filter(({ outside }) => !outside).length }
}

interface SignedRoot {
  size: number
  root: Uint8Array
  outside: boolean
}

async function signedRoots(db: Connection, held: readonly HeldNote[]): Promise<SignedRoot[]> {
  const own = (await readCheckpointRoots(db)).map(({ size, root }) => ({ size, root, outside: false }))
  const others = held.map(({ checkpoint: { size, root } }) => ({ size, root, outside: true }))
  return [...own, ...others].sort((one, other) => one.size - other.size)
}

class Check {
  private readonly runs = new Map<string, { seq: number; hash: string }>()
  private readonly edge = new TreeEdge()
  private readonly faults: Fault[] = []
  private events = 0
  private acts = 0
  private next = 0
  private sound = 0
  private broken = false

  fault(kind: FaultKind, entry: Partial<SealedEntry>, toIdx: number | null = null): void {
    if (this.faults.length >= mostFaults) return
    const { run = null, seq = null, idx = null } = entry
    this.faults.push({ kind, runId: run, seq, idx, toIdx })
  }

  entry(entry: SealedEntry): void {
    const { kind, leaf, body, run, seq, hash } = entry
    if (body === null) return this.fault('missing', entry)
    const text = createHash('sha256').update(Buffer.of(0)).update(body).digest()
    if (!text.equals(leaf)) this.fault('text', entry)
    if (kind === 'house') {
      this.acts += 1
      if (entry.same !== true) this.fault('columns', entry)
      return
    }
    this.events += 1
    const before = this.runs.get(run ?? '') ?? { seq: 0, hash: firstHash }
    const follows = createHash('sha256').update(`${before.hash}\n${body}`).digest('hex') === hash
    if (seq !== before.seq + 1 || !follows) this.fault('chain', entry)
    if (!showsItsBody(entry)) this.fault('columns', entry)
    this.runs.set(run ?? '', { seq: seq ?? 0, hash: hash ?? '' })
  }

  grow({ idx, leaf }: SealedEntry, roots: readonly SignedRoot[]): void {
    if (this.broken) return
    if (idx !== this.edge.size) {
      this.broken = true
      return this.fault('missing', { idx: this.edge.size }, idx - 1)
    }
    this.edge.append(leaf)
    for (; (roots[this.next]?.size ?? Infinity) <= this.edge.size; this.next++) {
      const { root, outside } = roots[this.next]!
      if (sameHash(this.edge.root(), root)) this.sound = this.edge.size
      else {
        this.broken = !outside
        this.fault(outside ? 'note' : 'tree', { idx: this.sound }, this.edge.size - 1)
      }
    }
  }

  end(size: number, held: readonly HeldNote[]): void {
    if (!this.broken && this.edge.size < size) this.fault('missing', { idx: this.edge.size }, size - 1)
    const most = held.reduce((largest, { checkpoint }) => Math.max(largest, checkpoint.size), 0)
    if (most > size) this.fault('missing', { idx: size }, most - 1)
  }

  verdict() {
    return { runs: this.runs.size, events: this.events, acts: this.acts, faults: this.faults }
  }
}

/** Whether what pages show of an event is what its text says. */
function showsItsBody({ body, run, seq, shown }: SealedEntry): boolean {
  try {
    const said = JSON.parse(body ?? '') as Record<string, unknown>
    return (
      said['sopRunId'] === run &&
      said['seq'] === seq &&
      said['type'] === shown?.type &&
      said['personId'] === shown?.personId &&
      Date.parse(String(said['at'])) === Date.parse(shown?.at ?? '') &&
      canonicalJson(said['data'] as object) === canonicalJson(shown?.data as object)
    )
  } catch {
    return false
  }
}
