import { createHash } from 'node:crypto'
import type { ExportMaterial } from '#audit/export/material.ts'
import { openSigningKey } from '#audit/keys.ts'
import { cosign, signCheckpoint } from '#audit/notes.ts'
import type { ExportedAct, ExportedEvent } from '#db/reads/export-log.ts'
import { canonicalJson } from '#engine/history/canonical-json.ts'
import { firstHash } from '#engine/history/chain.ts'
import { readNote } from '#engine/history/checkpoint.ts'
import type { Hash } from '#engine/history/merkle.ts'
import { TreeReader } from '#engine/history/read-tree.ts'
import { TreeEdge } from '#engine/history/tree-edge.ts'

/** What a made-up log is made of. */
export interface LogShape {
  events: number
  /** Runs that are under way at a time. */
  open: number
  /** A run ends after this many events. */
  long: number
  /** Every so many entries one is an act of the house. */
  houseEvery: number
  /** Every so many entries one is of a store that the export does not show. */
  hiddenEvery: number
  /** Entries between two checkpoints. */
  checkpointEvery: number
  /** Entries at the end that are not sealed. */
  unsealed: number
}

export const smallLog: LogShape = {
  events: 64,
  open: 3,
  long: 9,
  houseEvery: 10,
  hiddenEvery: 7,
  checkpointEvery: 8,
  unsealed: 3,
}

const logKey = openSigningKey(Buffer.alloc(32, 11), 'log')
const witnessKey = openSigningKey(Buffer.alloc(32, 12), 'witness')
export const verifierKeys = [logKey.verifier, witnessKey.verifier]
export const signLog = (size: number, root: Hash): string => signCheckpoint(logKey, { size, root })

const planJson = canonicalJson({ sop: 'made-up', steps: [] })
const plan = sha(planJson)
export const evidenceText = 'a picture'

const pageSize = 500

type Entry =
  | { kind: 'run'; event: ExportedEvent; leaf: Buffer }
  | { kind: 'house'; act: ExportedAct; leaf: Buffer }
  | { kind: 'hidden'; idx: number; leaf: Buffer }

/**
 * A log of made-up runs, the same for the same shape, one entry after another, so that a million take no memory.
 */
export function* entriesOf(shape: LogShape): Generator<Entry> {
  const runs = new Map<number, { id: string; seq: number; hash: string }>()
  let started = 0
  for (let place = 0; place < shape.events; place++) {
    const idx = place < shape.events - shape.unsealed ? place : null
    if (place % shape.hiddenEvery === 3 && idx !== null) {
      yield { kind: 'hidden', idx, leaf: leaf(`hidden ${place}`) }
    } else if (place % shape.houseEvery === 5) {
      const body = JSON.stringify({ id: place, action: 'post.granted', personId: 'admin', after: { place } })
      yield { kind: 'house', act: { idx, id: place, body }, leaf: leaf(body) }
    } else {
      const slot = place % shape.open
      const known = runs.get(slot)
      const run =
        known !== undefined && known.seq < shape.long ? known : { id: `run-${started++}`, seq: 0, hash: firstHash }
      const event = eventOf(run, place, idx)
      runs.set(slot, { id: run.id, seq: event.seq, hash: event.hash })
      yield { kind: 'run', event, leaf: leaf(event.body) }
    }
  }
}

function eventOf(run: { id: string; seq: number; hash: string }, place: number, idx: number | null): ExportedEvent {
  const seq = run.seq + 1
  const type = seq === 1 ? 'run.launched' : seq === 3 ? 'evidence.added' : 'step.completed'
  const data =
    seq === 1
      ? { planSha256: plan }
      : seq === 3
        ? { evidenceId: `file-of-${run.id}`, sha256: sha(evidenceText) }
        : { answers: { got: place * 7, note: '=HYPERLINK("x")' }, reason: '买家已确认' }
  const at = new Date(Date.UTC(2027, 2, 10) + place * 1000).toISOString()
  const who = { door: 'web', personId: `person-${place % 5}`, role: 'cs-agent', seq, sopRunId: run.id }
  // In the order of their names, as a canonical text has them.
  const body = JSON.stringify({ at, commandId: `c-${place}`, data, ...who, stepKey: `step-${seq}.1`, type })
  const hash = sha(`${run.hash}\n${body}`)
  return { idx, id: place, run: run.id, seq, type, hash, body }
}

/** The made-up log as something to export: whole, or only some runs of it with proofs. */
export function materialOf(shape: LogShape, { part }: { part?: ReadonlySet<string> } = {}): ExportMaterial {
  const sealed = shape.events - shape.unsealed
  const { checkpoints, levels, sizes, acts, hidden, filed } = sign(shape)
  const hashes = (level: number, first: number, count: number): Promise<Hash[]> =>
    Promise.resolve((levels[level] ?? []).slice(first, first + count))
  const tree = (): TreeReader => new TreeReader({ hashes })
  return {
    about: { madeAt: '2027-03-11T00:00:00.000Z', madeBy: 'auditor', storeId: null },
    origin: logKey.name,
    complete: part === undefined,
    checkpoints,
    checkpointsLeftOut: false,
    verifierKeys,
    events: () => eventPages(shape, part),
    acts: () => one(part === undefined ? acts : []),
    others: () => one(hidden),
    inclusion: (idx) => tree().inclusion(idx, sealed),
    async *consistency() {
      for (const [index, size] of sizes.entries()) {
        const old = sizes[index - 1]
        if (old !== undefined) yield { old, size, proof: await tree().consistency(old, size) }
      }
    },
    definition: (sha256) => Promise.resolve(sha256 === plan ? { json: planJson, yaml: 'sop: made-up\n' } : null),
    evidence: (ids) => {
      const wanted = new Set(ids)
      return Promise.resolve(filed.filter((run) => wanted.has(run)).map((run) => evidenceOf(run)))
    },
  }
}

function evidenceOf(run: string) {
  const sizes = { bytes: evidenceText.length, sha256: sha(evidenceText), open: null }
  return { id: `file-of-${run}`, sopRunId: run, fileName: '照片.png', mediaType: 'image/png', ...sizes }
}

interface SignedLog {
  checkpoints: string[]
  levels: Hash[][]
  sizes: number[]
  acts: ExportedAct[]
  hidden: { idx: number; leaf: Buffer }[]
  /** Runs that were given a file. */
  filed: string[]
}

function sign(shape: LogShape): SignedLog {
  const edge = new TreeEdge()
  const log: SignedLog = { checkpoints: [], levels: [[], [], [], []], sizes: [], acts: [], hidden: [], filed: [] }
  const sealed = shape.events - shape.unsealed
  let place = 0
  for (const entry of entriesOf(shape)) {
    if (entry.kind === 'house') log.acts.push(entry.act)
    else if (entry.kind === 'hidden') log.hidden.push(entry)
    else if (entry.event.seq === 3) log.filed.push(entry.event.run)
    if (place++ >= sealed) continue
    log.levels[0]!.push(entry.leaf)
    for (const { level, n, hash } of edge.append(entry.leaf)) log.levels[level]![n] = hash
    if (place % shape.checkpointEvery !== 0 && place !== sealed) continue
    const note = signLog(place, edge.root())
    log.sizes.push(place)
    log.checkpoints.push(`${note}${cosign(witnessKey, readNote(note)!.body, 1_804_000_000 + place)}`)
  }
  return log
}

async function* one<Row>(rows: Row[]): AsyncGenerator<Row[]> {
  if (rows.length > 0) yield await Promise.resolve(rows)
}

async function* eventPages(shape: LogShape, part: ReadonlySet<string> | undefined): AsyncGenerator<ExportedEvent[]> {
  let page: ExportedEvent[] = []
  for (const entry of entriesOf(shape)) {
    if (entry.kind === 'run' && (part === undefined || part.has(entry.event.run))) page.push(entry.event)
    if (page.length < pageSize) continue
    yield page
    page = []
  }
  if (page.length > 0) yield await Promise.resolve(page)
}

function leaf(text: string): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(text).digest()
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
