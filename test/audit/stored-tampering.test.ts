import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openSigningKey } from '#audit/keys.ts'
import { openNote } from '#audit/notes.ts'
import { Sealer } from '#audit/seal.ts'
import { verifyStored } from '#audit/verify-stored.ts'
import type { Fault, StoredVerdict } from '#audit/verify-stored.ts'
import type { Connection, Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import { readNotes } from '#db/reads/sealed-log.ts'
import { recordEvents } from '#db/writes/record-events.ts'
import { eventBody } from '#engine/history/chain.ts'
import { readVerifierKey } from '#engine/history/checkpoint.ts'
import type { MigratedDatabase } from '../db/migrated-database.ts'
import { migratedDatabase } from '../db/migrated-database.ts'
import { batch, chained, handedOver } from '../db/run-samples.ts'
import type { HeldNote } from '#audit/held-notes.ts'
import { settled } from './settled.ts'
import { Random } from './tampering/random.ts'

let db: MigratedDatabase
/** Who may do anything: triggers do not stop them. */
let superuser: Database
let held: HeldNote[]
const key = openSigningKey(Buffer.alloc(32, 1), 'log')

beforeAll(async () => {
  db = await migratedDatabase()
  const url = Object.assign(new URL(inject('postgres').adminUrl), { pathname: new URL(db.urls.ownerUrl).pathname }).href
  superuser = openDatabase(url, { applicationName: 'zhangfa test', maxConnections: 1 })
  const sealer = new Sealer(db.sealer, key)
  for (let round = 0; round < 6; round++) {
    for (const run of [`run-${round}-a`, `run-${round}-b`]) {
      const events = chained(run, ['run.launched', 'comment.added', 'step.completed', 'run.completed'], undefined, {
        text: run,
      })
      await recordEvents(db.worker, batch(handedOver(events)), eventBody)
    }
    await sql`insert into admin_event (person_id, action, object_type, object_id, after)
      values ('admin', 'post.granted', 'person', ${`p-${round}`}, '{"role": "cs-lead"}')`.execute(db.api)
    await settled(db.owner)
    await sealer.seal()
  }
  const known = [readVerifierKey(key.verifier)!]
  const notes = await readNotes(db.api, key.name, 1_000)
  held = notes.map((note) => ({ file: 'mine', checkpoint: openNote(note, known)!.checkpoint }))
})
afterAll(() => superuser.destroy())

class Undo extends Error {}

/** What verification says after a superuser did this; it is undone afterwards. */
async function after(act: (trx: Connection) => Promise<void>, notes: readonly HeldNote[] = []): Promise<StoredVerdict> {
  let verdict: StoredVerdict | undefined
  await superuser
    .transaction()
    .execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx)
      await act(trx)
      verdict = await verifyStored(trx, {}, notes)
      throw new Undo()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
  return verdict!
}

interface Row {
  id: number
  sopRunId: string
  seq: number
  body: string
  idx: number
}

async function rows(trx: Connection): Promise<Row[]> {
  return (
    await sql<Row>`select e.id, e.sop_run_id, e.seq, e.body, i.idx from audit_event e
      join audit_log_index i on i.kind = 'run' and i.event_id = e.id order by i.idx`.execute(trx)
  ).rows
}

/** Works out the hashes of a run again from its bodies, as a superuser can. */
async function rechain(trx: Connection, run: string): Promise<void> {
  let previous = '0'.repeat(64)
  for (const { id, body } of (await rows(trx)).filter(({ sopRunId }) => sopRunId === run)) {
    previous = createHash('sha256').update(`${previous}\n${body}`).digest('hex')
    await sql`update audit_event set hash = ${previous} where id = ${id}`.execute(trx)
  }
}

async function rewriteBody(trx: Connection, { id, body, sopRunId }: Row): Promise<void> {
  const said = JSON.parse(body) as Record<string, unknown>
  const forged = JSON.stringify({ ...said, personId: 'somebody-else' })
  await sql`update audit_event set body = ${forged}, person_id = 'somebody-else' where id = ${id}`.execute(trx)
  await rechain(trx, sopRunId)
}

const leafSql = `sha256(decode('00', 'hex') || convert_to(body, 'UTF8'))`

type Tampering = (trx: Connection, row: Row, all: readonly Row[]) => Promise<number>

/** Each tells the place in the log it was done at. */
const tamperings: Record<string, Tampering> = {
  'a text, with all hashes': async (trx, row) => {
    await rewriteBody(trx, row)
    return row.idx
  },
  'a text, with all hashes and its leaf': async (trx, row) => {
    await rewriteBody(trx, row)
    await sql`update audit_log_index i set leaf = ${sql.raw(leafSql)} from audit_event e where i.kind = 'run' and e.id = i.event_id and e.id = ${row.id}`.execute(
      trx,
    )
    return row.idx
  },
  'what pages show': async (trx, row) => {
    await sql`update audit_event set person_id = 'somebody-else' where id = ${row.id}`.execute(trx)
    return row.idx
  },
  'the time pages show': async (trx, row) => {
    await sql`update audit_event set at = at - interval '1 day' where id = ${row.id}`.execute(trx)
    return row.idx
  },
  'an event deleted': async (trx, row) => {
    await sql`delete from audit_event where id = ${row.id}`.execute(trx)
    return row.idx
  },
  'an event deleted with its place': async (trx, row) => {
    await sql`delete from audit_event where id = ${row.id}`.execute(trx)
    await sql`delete from audit_log_index where kind = 'run' and event_id = ${row.id}`.execute(trx)
    return row.idx
  },
  'two events swapped': async (trx, row, all) => {
    const other = all.find(({ sopRunId, seq }) => sopRunId === row.sopRunId && seq === (row.seq % 4) + 1)!
    await sql`update audit_event set body = case id when ${row.id} then ${other.body} else ${row.body} end
      where id in (${row.id}, ${other.id})`.execute(trx)
    return Math.min(row.idx, other.idx)
  },
  'an act of the house': async (trx, row) => {
    const { rows: acts } = await sql<{ idx: number }>`
      update admin_event a set body = replace(body, 'cs-lead', 'cs-agent'), after = '{"role": "cs-agent"}'
      from audit_log_index i where i.kind = 'house' and i.event_id = a.id
        and a.id = (select id from admin_event order by abs(id - ${(row.id % 6) + 1}) limit 1) returning i.idx`.execute(
      trx,
    )
    return acts[0]!.idx
  },
  'an act of the house as pages show it': async (trx) => {
    const { rows: acts } = await sql<{ idx: number }>`update admin_event a set person_id = 'somebody-else'
      from audit_log_index i where i.kind = 'house' and i.event_id = a.id and a.object_id = 'p-3' returning i.idx`.execute(
      trx,
    )
    return acts[0]!.idx
  },
  'a checkpoint': async (trx) => {
    const { rows: notes } = await sql<{ size: number }>`update checkpoint set root = sha256(root)
      where size = (select min(size) from checkpoint) returning size`.execute(trx)
    return notes[0]!.size - 1
  },
}

const covers = (fault: Fault, idx: number): boolean =>
  fault.idx !== null && fault.idx <= idx && idx <= (fault.toIdx ?? fault.idx)

describe('a superuser', () => {
  test('changes nothing that is not found, and located', async () => {
    expect((await verifyStored(db.api, {}, held)).faults).toEqual([])
    const random = new Random(7)
    const missed: string[] = []
    const ways = Object.entries(tamperings)
    for (let number = 0; number < 40; number++) {
      const [what, act] = ways[number % ways.length]!
      let place = -1
      const { faults } = await after(async (trx) => {
        const all = await rows(trx)
        place = await act(trx, random.pick(all), all)
      })
      if (!faults.some((fault) => covers(fault, place))) missed.push(`${what} at ${place}: ${JSON.stringify(faults)}`)
    }
    expect(missed).toEqual([])
  })

  test('restores an old backup, or signs everything anew: the notes outside show it', async () => {
    const size = held[3]!.checkpoint.size
    const old = async (trx: Connection): Promise<void> => {
      await sql`delete from checkpoint where size > ${size}`.execute(trx)
      await sql`delete from audit_log_index where idx >= ${size}`.execute(trx)
    }
    expect((await after(old)).faults).toEqual([])
    const last = held.at(-1)!.checkpoint.size
    expect((await after(old, held)).faults).toEqual([
      { kind: 'missing', runId: null, seq: null, idx: size, toIdx: last - 1 },
    ])
    const rebuilt = async (trx: Connection): Promise<void> => {
      await rewriteBody(trx, (await rows(trx))[5]!)
      for (const table of ['audit_log_index', 'audit_tree', 'checkpoint'])
        await sql.raw(`delete from ${table}`).execute(trx)
      await new Sealer(insideOf(trx), key).seal()
    }
    const [first] = (await after(rebuilt, held)).faults
    expect(first).toMatchObject({ kind: 'note', idx: 0, toIdx: held[0]!.checkpoint.size - 1 })
  })

  test('is found in one run and one store as well', async () => {
    let found: StoredVerdict | undefined
    await after(async (trx) => {
      const row = (await rows(trx)).find(({ sopRunId, seq }) => sopRunId === 'run-2-a' && seq === 3)!
      await rewriteBody(trx, row)
      found = await verifyStored(trx, { runId: 'run-2-a' }, [])
      expect((await verifyStored(trx, { runId: 'run-2-b' }, [])).faults).toEqual([])
      expect((await verifyStored(trx, { stores: ['shop'] }, [])).faults).toEqual(found.faults)
    })
    expect(found).toMatchObject({ runs: 1, events: 4, faults: [{ kind: 'text', runId: 'run-2-a', seq: 3 }] })
  })
})

/** A transaction as if it were a database: what begins one in it goes on in it. */
function insideOf(trx: Connection): Database {
  return {
    transaction: () => ({ execute: (act: (trx: Connection) => Promise<unknown>) => act(trx) }),
  } as unknown as Database
}
