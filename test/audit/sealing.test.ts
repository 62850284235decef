import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { FolderSink, notesIn } from '#audit/folder-sink.ts'
import { Sealing } from '#audit/keep-sealing.ts'
import { openSigningKey } from '#audit/keys.ts'
import { openNote } from '#audit/notes.ts'
import { LogDiverged, Sealer } from '#audit/seal.ts'
import { witnessServer } from '#audit/witness/serve.ts'
import { trustWitness } from '#audit/witness/trust.ts'
import { Witness } from '#audit/witness/witness.ts'
import { readAlarms } from '#db/reads/alarms.ts'
import { readLastCheckpoint, readLastWitnessed, readTreeHashes, readUnsealed } from '#db/reads/sealed-log.ts'
import { recordEvents } from '#db/writes/record-events.ts'
import { eventBody } from '#engine/history/chain.ts'
import { readVerifierKey } from '#engine/history/checkpoint.ts'
import { leafHash } from '#engine/history/merkle.ts'
import { TreeEdge } from '#engine/history/tree-edge.ts'
import type { MigratedDatabase } from '../db/migrated-database.ts'
import { migratedDatabase } from '../db/migrated-database.ts'
import { batch, chained, handedOver } from '../db/run-samples.ts'
import { settled } from './settled.ts'

let db: MigratedDatabase
let home: string
beforeAll(async () => {
  db = await migratedDatabase()
})
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'zhangfa-seal-'))
  return () => rmSync(home, { recursive: true, force: true })
})

const key = openSigningKey(Buffer.alloc(32, 1), 'log')
const keys = [readVerifierKey(key.verifier)!]
let runs = 0

/** Records a run of three events. */
async function record(): Promise<string> {
  const id = `run-${++runs}`
  const events = chained(id, ['run.launched', 'comment.added', 'run.completed'], undefined, { text: id })
  await recordEvents(db.worker, batch(handedOver(events)), eventBody)
  return id
}

async function administer(): Promise<void> {
  await sql`insert into admin_event (person_id, action, object_type, object_id, after)
    values ('admin', 'post.granted', 'person', 'p', '{"role": "cs-lead"}')`.execute(db.api)
}

/** Everything sealed, in order, as the texts that were sealed. */
async function sealedTexts(): Promise<{ idx: number; body: string }[]> {
  const { rows } = await sql<{ idx: number; body: string }>`
    select i.idx, coalesce(e.body, a.body) as body from audit_log_index i
    left join audit_event e on i.kind = 'run' and e.id = i.event_id
    left join admin_event a on i.kind = 'house' and a.id = i.event_id order by idx`.execute(db.sealer)
  return rows
}

describe('the log', () => {
  test('takes the events of runs and of the house, without a gap, and signs the tree over their texts', async () => {
    await record()
    await administer()
    const sealer = new Sealer(db.sealer, key)
    await settled(db.owner)
    expect(await sealer.seal()).toEqual({ sealed: 4, more: false })
    expect(await sealer.seal()).toEqual({ sealed: 0, more: false })
    await record()
    await settled(db.owner)
    expect(await sealer.seal()).toEqual({ sealed: 3, more: false })
    const texts = await sealedTexts()
    expect(texts.map(({ idx }) => idx)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(JSON.parse(texts[3]!.body)).toMatchObject({ personId: 'admin', action: 'post.granted', storeId: null })
    const edge = new TreeEdge()
    for (const { body } of texts) edge.append(leafHash(body))
    const last = await readLastCheckpoint(db.api)
    expect(openNote(last!.note, keys)).toMatchObject({
      checkpoint: { origin: key.name, size: 7, root: edge.root() },
      signedBy: [key.name],
    })
    expect(await readUnsealed(db.api)).toEqual({ events: 0, oldestSeconds: null })
  })

  test('leaves out what is not settled, and takes it later: ids do not tell the order of commits', async () => {
    const sealer = new Sealer(db.sealer, key)
    await settled(db.owner)
    await sealer.seal()
    let commit: () => void = () => undefined
    const slow = db.api.transaction().execute(async (trx) => {
      await sql`insert into admin_event (person_id, action, object_type, object_id) values ('slow', 'a', 't', 'o')`.execute(
        trx,
      )
      await new Promise<void>((resolve) => (commit = resolve))
    })
    while (String(commit).length < 20) await new Promise((resolve) => setTimeout(resolve, 10))
    await record()
    expect(await sealer.seal()).toEqual({ sealed: 0, more: false })
    commit()
    await slow
    await settled(db.owner)
    expect(await sealer.seal()).toEqual({ sealed: 4, more: false })
  })

  test('is added to by one at a time, whoever asks', async () => {
    for (let count = 0; count < 5; count++) await record()
    await settled(db.owner)
    const sealers = Array.from({ length: 4 }, () => new Sealer(db.sealer, key))
    for (let turn = 0; turn < 5; turn++) await Promise.all(sealers.map((sealer) => sealer.seal(4)))
    const texts = await sealedTexts()
    expect(texts.map(({ idx }) => idx)).toEqual(texts.map((_, place) => place))
    expect(new Set(texts.map(({ body }) => body)).size).toBe(texts.length)
    expect(await readUnsealed(db.api)).toMatchObject({ events: 0 })
  })

  test('keeps the inner hashes that prove anything later', async () => {
    const events = chained('run-long', ['run.launched', ...Array.from({ length: 599 }, () => 'comment.added' as const)])
    await recordEvents(db.worker, batch(handedOver(events)), eventBody)
    await settled(db.owner)
    await new Sealer(db.sealer, key).seal()
    const leaves = await readTreeHashes(db.api, 0, 256, 256)
    const edge = new TreeEdge()
    for (const leaf of leaves) edge.append(leaf)
    expect(await readTreeHashes(db.api, 1, 1, 1)).toEqual([Buffer.from(edge.root())])
  })
})

describe('the sealer stops', () => {
  test('when a place outside knows more than the database, or something else', async () => {
    await record()
    await settled(db.owner)
    await new Sealer(db.sealer, key).seal()
    const { size } = (await readLastCheckpoint(db.api))!
    const seal = (known: { size: number; root: Uint8Array }) =>
      new Sealer(db.sealer, key, () => Promise.resolve([{ origin: key.name, ...known }])).seal()
    await expect(seal({ size: size + 1, root: Buffer.alloc(32) })).rejects.toThrow(LogDiverged)
    await expect(seal({ size: size - 1, root: Buffer.alloc(32) })).rejects.toThrow('are not those that were signed')
    expect(await seal({ size, root: (await readLastCheckpoint(db.api))!.root })).toMatchObject({ sealed: 0 })
  })
})

describe('places outside', () => {
  const witnessKey = openSigningKey(Buffer.alloc(32, 2), 'witness')
  let server: Server | undefined
  let refusals: string[]
  afterAll(() => void server?.close())

  async function startWitness(folder: string): Promise<string> {
    server?.close()
    refusals = []
    server = witnessServer(new Witness(folder, witnessKey, keys), witnessKey, (line) => void refusals.push(line))
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as { port: number }).port}`
  }

  function sealing(url: string | null, folders: string[]) {
    const said: string[] = []
    const witness = url === null ? null : trustWitness(url, join(home, 'witness.vkey'))
    const report = (line: string): void => void said.push(line)
    return { said, turn: () => new Sealing({ db: db.sealer, key, folders, witness, report }).turn() }
  }

  test('take every note in order, also after one was away and after a torn line', async () => {
    const [near, far] = [join(home, 'near'), join(home, 'far')]
    writeFileSync(far, 'in the way')
    const both = sealing(null, [near, far])
    await record()
    await both.turn()
    expect(both.said).toEqual([expect.stringContaining('Audit alarm, notes:')])
    expect(await readAlarms(db.api)).toMatchObject([{ kind: 'notes' }])
    rmSync(far)
    const day = readdirSync(join(near, key.name))[0]!
    writeFileSync(join(near, key.name, day), 'zhangfa-log-torn\n12', { flag: 'a' })
    await record()
    await both.turn()
    await both.turn()
    const sizes = async (folder: string): Promise<number[]> => {
      const notes: number[] = []
      for await (const { note } of notesIn(folder)) notes.push(openNote(note, keys)!.checkpoint.size)
      return notes
    }
    const { rows } = await sql<{ size: number }>`select size from checkpoint order by size`.execute(db.api)
    expect(await sizes(far)).toEqual(rows.map(({ size }) => size))
    expect(await sizes(near)).toEqual(await sizes(far))
    expect(await new FolderSink(near, key.name).last()).toMatchObject({ size: rows.at(-1)!.size })
    expect(await readAlarms(db.api)).toEqual([])
  })

  test('a witness signs what goes on, catches up after it was away, and its refusal is an alarm', async () => {
    const folder = join(home, 'witness')
    await record()
    await sealing(await startWitness(folder), []).turn()
    await record()
    const url = await startWitness(folder)
    await sealing(url, []).turn()
    const last = await readLastCheckpoint(db.api)
    expect(await readLastWitnessed(db.api, key.name)).toMatchObject({ size: last!.size, witness: witnessKey.name })
    const cosigned = readFileSync(join(folder, key.name, readdirSync(join(folder, key.name))[0]!), 'utf8')
    expect(cosigned).toContain(last!.note.split('\n\n')[0])
    writeFileSync(
      join(folder, `${key.name}.json`),
      JSON.stringify({ size: last!.size, root: Buffer.alloc(32, 3).toString('base64') }),
    )
    await record()
    const broken = sealing(url, [])
    await broken.turn()
    expect(broken.said).toEqual([expect.stringContaining('The witness does not sign')])
    expect(refusals).toEqual([expect.stringContaining('422')])
    expect(await readAlarms(db.api)).toMatchObject([{ kind: 'witness' }])
    rmSync(join(folder, `${key.name}.json`))
    await sealing(url, []).turn()
    expect(await readAlarms(db.api)).toEqual([])
  })

  test('a witness refuses what it cannot trust', async () => {
    const witness = new Witness(join(home, 'w'), witnessKey, keys)
    const last = (await readLastCheckpoint(db.api))!
    const ask = (text: string) => witness.add(text, Date.parse('2026-11-28T12:00:00Z'))
    expect(ask('old x\n\n').status).toBe(400)
    expect(ask(`old 0\n\n${last.note.replace(key.name, 'another-log')}`).status).toBe(404)
    expect(ask(`old 0\n\n${last.note.replace(`\n${last.size}\n`, `\n${last.size + 1}\n`)}`).status).toBe(403)
    expect(ask(`old 3\n\n${last.note}`)).toEqual({ status: 409, text: '0\n' })
    expect(ask(`old 0\n\n${last.note}`).status).toBe(200)
    expect(ask(`old 0\n\n${last.note}`)).toEqual({ status: 409, text: `${last.size}\n` })
    expect(ask(`old ${last.size}\n\n${last.note}`).status).toBe(200)
  })
})
