import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ExportedEvent } from '#db/reads/export-log.ts'
import { toBase64 } from '#engine/history/base64.ts'
import { csvLine } from './csv-text.ts'
import type { ExportFile, ExportMaterial, WrittenFile } from './material.ts'
import { exportPage } from './page.ts'

/** The programs that check an export, which go along with it. */
const programs = ['verify.mjs', 'verify-notes.mjs', 'verify-entries.mjs', 'verify-proofs.mjs', 'verify.py']
const programFolder = fileURLToPath(new URL('../../cli/verify/', import.meta.url))

/** What is learnt while events are written, and needed after them. */
interface Seen {
  runs: Map<string, { seq: number; hash: string }>
  plans: Set<string>
  counts: Record<string, number>
}

/**
 * The files of an export, one after another; each must be read to its end before the next is asked for.
 * @param written what has been written so far, filled by whoever writes; the manifest, which comes last, is made of it.
 */
export async function* exportFiles(
  material: ExportMaterial,
  written: readonly WrittenFile[],
): AsyncGenerator<ExportFile> {
  const seen: Seen = { runs: new Map(), plans: new Set(), counts: { events: 0, house: 0, others: 0 } }
  yield { name: 'events.jsonl', content: eventLines(material, seen), text: true }
  yield { name: 'admin.jsonl', content: actLines(material, seen), text: true }
  if (material.complete) yield { name: 'others.jsonl', content: otherLines(material, seen), text: true }
  yield { name: 'checkpoints/log.notes', content: material.checkpoints.map((note) => `${note}\n`).join(''), text: true }
  if (!material.complete) yield* proofFiles(material)
  for (const [index, key] of material.verifierKeys.entries())
    yield { name: `keys/${index + 1}.vkey`, content: `${key}\n`, text: true }
  for (const plan of seen.plans) yield* definitionFiles(material, plan)
  yield* evidenceFiles(material, [...seen.runs.keys()])
  yield { name: 'events.csv', content: csvLines(material), text: true }
  yield { name: 'index.html', content: exportPage(material, seen.counts), text: true }
  for (const name of programs) yield { name, content: readFileSync(programFolder + name, 'utf8'), text: true }
  yield { name: 'manifest.json', content: manifest(material, seen, written), text: true }
}

async function* eventLines(material: ExportMaterial, seen: Seen): AsyncGenerator<Uint8Array> {
  for await (const page of material.events()) {
    for (const { run, seq, hash, type, body } of page) {
      seen.runs.set(run, { seq, hash })
      seen.counts['events']! += 1
      if (type === 'run.launched') seen.plans.add(planOf(body))
    }
    yield jsonLines(page.map(({ idx, run, seq, hash, body }) => ({ idx, run, seq, hash, body })))
  }
}

async function* actLines(material: ExportMaterial, seen: Seen): AsyncGenerator<Uint8Array> {
  for await (const page of material.acts()) {
    seen.counts['house']! += page.length
    yield jsonLines(page)
  }
}

async function* otherLines(material: ExportMaterial, seen: Seen): AsyncGenerator<Uint8Array> {
  for await (const page of material.others()) {
    seen.counts['others']! += page.length
    yield jsonLines(page.map(({ idx, leaf }) => ({ idx, leaf: Buffer.from(leaf).toString('hex') })))
  }
}

function* proofFiles(material: ExportMaterial): Generator<ExportFile> {
  yield { name: 'proofs/inclusion.jsonl', content: inclusionLines(material), text: false }
  yield { name: 'proofs/consistency.jsonl', content: consistencyLines(material), text: false }
}

async function* inclusionLines(material: ExportMaterial): AsyncGenerator<Uint8Array> {
  for (const entries of [material.events(), material.acts()])
    for await (const page of entries as AsyncIterable<{ idx: number | null }[]>)
      for (const { idx } of page)
        if (idx !== null) yield jsonLines([{ idx, proof: (await material.inclusion(idx)).map(toBase64) }])
}

async function* consistencyLines(material: ExportMaterial): AsyncGenerator<Uint8Array> {
  for await (const { old, size, proof } of material.consistency())
    yield jsonLines([{ old, size, proof: proof.map(toBase64) }])
}

async function* definitionFiles(material: ExportMaterial, plan: string): AsyncGenerator<ExportFile> {
  const definition = await material.definition(plan)
  if (definition === null) return
  yield { name: `definitions/${plan}.json`, content: definition.json, text: true }
  yield { name: `definitions/${plan}.yaml`, content: definition.yaml, text: true }
}

async function* evidenceFiles(material: ExportMaterial, runs: readonly string[]): AsyncGenerator<ExportFile> {
  const evidence = await material.evidence(runs)
  const lines = evidence.map(({ open, ...row }) => ({
    ...row,
    ...(open === null ? {} : { file: `evidence/${row.id}` }),
  }))
  yield { name: 'evidence.jsonl', content: jsonLines(lines).toString(), text: true }
  for (const { id, open } of evidence) if (open !== null) yield { name: `evidence/${id}`, content: open(), text: false }
}

const heads = ['place', 'run', 'entry', 'at', 'type', 'person', 'role', 'for', 'door', 'step', 'data', 'hash']

async function* csvLines(material: ExportMaterial): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\ufeff${csvLine(heads)}`)
  for await (const page of material.events()) yield Buffer.from(page.map(csvOf).join(''))
}

function csvOf({ idx, run, seq, type, hash, body }: ExportedEvent): string {
  const said = JSON.parse(body) as Record<string, unknown>
  const text = (name: string): string => (typeof said[name] === 'string' ? said[name] : '')
  const who = [text('personId'), text('role'), text('onBehalfOf'), text('door'), text('stepKey')]
  return csvLine([idx, run, seq, text('at'), type, ...who, JSON.stringify(said['data'] ?? {}), hash])
}

function manifest(material: ExportMaterial, seen: Seen, files: readonly WrittenFile[]): string {
  const { about, origin, complete, checkpointsLeftOut } = material
  const format = 'zhangfa-history-export/1'
  const runs = Object.fromEntries(seen.runs)
  return `${JSON.stringify({ format, ...about, origin, complete, checkpointsLeftOut, counts: seen.counts, runs, files }, null, 1)}\n`
}

function planOf(body: string): string {
  const { data } = JSON.parse(body) as { data: { planSha256?: string } }
  return data.planSha256 ?? ''
}

function jsonLines(rows: readonly unknown[]): Buffer {
  return Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}
