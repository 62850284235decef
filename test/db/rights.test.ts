import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { eventBody } from '#engine/history/chain.ts'
import type { Database } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { openSigningKey } from '#audit/keys.ts'
import { Sealer } from '#audit/seal.ts'
import { recordEvents } from '#db/writes/record-events.ts'
import type { MigratedDatabase } from './migrated-database.ts'
import { migratedDatabase } from './migrated-database.ts'
import { settled } from '../audit/settled.ts'
import { batch, chained, handedOver, step } from './run-samples.ts'

let db: MigratedDatabase
beforeAll(async () => {
  db = await migratedDatabase()
  const events = chained('run-a', ['run.launched', 'comment.added'], undefined, { text: 'x' })
  await recordEvents(db.worker, batch(handedOver(events, { steps: [step('rr-apply.1')] })), eventBody)
})

const attempt = (who: Database, text: string): Promise<string> =>
  sql
    .raw(text)
    .execute(who)
    .then(
      () => 'done',
      (error: { code?: string }) => error.code ?? 'unknown',
    )

const denied = '42501'

describe('history', () => {
  const attacks = [
    `update audit_event set data = '{}' where seq = 1`,
    `delete from audit_event`,
    `truncate audit_event`,
  ]

  test.each(attacks)('refuses even its owner: %s', async (attack) => {
    expect(await attempt(db.owner, attack)).toBe(denied)
  })

  test.each(attacks)('refuses the worker and the API: %s', async (attack) => {
    expect(await attempt(db.worker, attack)).toBe(denied)
    expect(await attempt(db.api, attack)).toBe(denied)
  })

  test.each(['recorded_at', 'xid', 'id'])('lets nobody but the database fill %s', async (column) => {
    const columns =
      'sop_run_id, seq, store_id, at, type, person_id, door, data, body, hash, workflow_id, temporal_run_id, command_id'
    const value = column === 'recorded_at' ? 'now()' : `'5'`
    const text = `insert into audit_event (${columns}, ${column}) overriding system value
      values ('x', 1, 's', now(), 't', 'p', 'web', '{}', '{}', repeat('0', 64), 'w', 'r', 'c', ${value})`
    expect(await attempt(db.worker, text)).toBe(denied)
    expect(await attempt(db.api, text)).toBe(denied)
  })

  test('is not reached by any foreign key', async () => {
    const { rows } = await sql`select conname from pg_constraint
      where contype = 'f' and 'audit_event'::regclass in (conrelid, confrelid)`.execute(db.owner)
    expect(rows).toEqual([])
  })

  test('of administration cannot be changed either', async () => {
    const insert = `insert into admin_event (person_id, action, object_type, object_id) values ('p', 'a', 't', 'o')`
    expect(await attempt(db.api, insert)).toBe('done')
    for (const attack of [`update admin_event set action = 'b'`, 'delete from admin_event', 'truncate admin_event']) {
      expect(await attempt(db.owner, attack)).toBe(denied)
      expect(await attempt(db.api, attack)).toBe(denied)
    }
  })
})

describe('the log', () => {
  beforeAll(async () => {
    await settled(db.owner)
    await new Sealer(db.sealer, openSigningKey(Buffer.alloc(32, 1), 'log')).seal()
    const row = { origin: 'o', size: 1, witness: 'w', line: 'l' }
    await db.sealer.insertInto('checkpointWitness').values(row).execute()
    await db.sealer
      .insertInto('auditTree')
      .values({ level: 1, n: 0, hash: Buffer.alloc(32) })
      .execute()
  })

  const tables = ['audit_event', 'admin_event', 'audit_log_index', 'audit_tree', 'checkpoint', 'checkpoint_witness']
  test.each(tables)('%s is changed, emptied or shortened by nobody', async (table) => {
    const column = (
      await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_name = ${table} and is_nullable = 'NO' and data_type in ('text', 'bytea') limit 1`.execute(db.owner)
    ).rows[0]?.name
    for (const who of [db.owner, db.worker, db.api, db.sealer]) {
      for (const attack of [`update ${table} set ${column} = ${column}`, `delete from ${table}`, `truncate ${table}`])
        expect(await attempt(who, attack)).toBe(denied)
    }
  })

  test('is added to by the sealer alone, which writes neither runs nor their history', async () => {
    const leaf = `decode(repeat('00', 32), 'hex')`
    const attacks = [
      `insert into audit_log_index (idx, kind, event_id, leaf) values (99, 'run', 99, ${leaf})`,
      `insert into checkpoint (origin, size, root, note) values ('x', 99, ${leaf}, 'x')`,
    ]
    for (const attack of attacks) {
      expect(await attempt(db.api, attack)).toBe(denied)
      expect(await attempt(db.worker, attack)).toBe(denied)
    }
    for (const table of ['audit_event', 'sop_run', 'step', 'task', 'person'])
      expect(await attempt(db.sealer, `insert into ${table} default values`)).toBe(denied)
    expect(await attempt(db.sealer, 'select * from session')).toBe(denied)
  })

  test('seals acts of the house by a text that only the database makes', async () => {
    const columns = 'person_id, action, object_type, object_id'
    for (const who of [db.api, db.sealer])
      expect(
        await attempt(who, `insert into admin_event (${columns}, body) values ('p', 'a', 't', 'o', 'forged')`),
      ).toBe(denied)
  })
})

describe('the API', () => {
  test.each(['sop_run', 'step', 'task', 'audit_event', 'comment'])('reads %s and cannot write it', async (table) => {
    expect(await attempt(db.api, `select * from ${table}`)).toBe('done')
    expect(await attempt(db.api, `delete from ${table}`)).toBe(denied)
    expect(
      await attempt(db.api, `update ${table} set sop_run_id = 'x'`.replace('sop_run set sop_run_id', 'sop_run set id')),
    ).toBe(denied)
    expect(await attempt(db.api, `insert into ${table} default values`)).toBe(denied)
  })

  test('begins and answers commands, but cannot say what a host answered', async () => {
    expect(
      await attempt(
        db.api,
        `insert into idempotency (command_id, person_id, key, request_hash) values ('c', 'p', 'k', 'h')`,
      ),
    ).toBe('done')
    expect(await attempt(db.api, `update idempotency set status = 200, body = '{}', state = 'done'`)).toBe('done')
    expect(await attempt(db.api, `update idempotency set answer = '{}'`)).toBe(denied)
    expect(await attempt(db.api, `insert into idempotency (command_id, answer) values ('d', '{}')`)).toBe(denied)
  })

  test.each([
    `insert into draft (task_id, person_id, answers) values ('t', 'p', '{}')`,
    `insert into host (host_id, workflow_id, kind, store_id, sop, n) values ('h', 'h', 'own', 's', 'x', 0)`,
    `insert into launch (sop_run_id, command_id, person_id, host_id, store_id, sop, plan_sha256, envelope) values ('r', 'c', 'p', 'h', 's', 'x', 'a', '{}')`,
    `insert into external_event (id, store_id, type, data, at) values ('e', 's', 't', '{}', now())`,
    `insert into person (id, email, name) values ('p1', 'p1@x', 'P')`,
  ])('may %s', async (text) => {
    expect(await attempt(db.api, text)).toBe('done')
  })
})

describe('the worker', () => {
  test.each([
    `select password_hash from person`,
    `select * from session`,
    `insert into person (id, email, name) values ('p2', 'p2@x', 'P')`,
    `insert into membership (id, person_id, role, store_id, granted_by) values ('m', 'p', 'r', 's', 'p')`,
    `update sop_definition set status = 'published'`,
    `insert into admin_event (person_id, action, object_type, object_id) values ('p', 'a', 't', 'o')`,
    `create table anything (id int)`,
  ])('may not %s', async (text) => {
    expect(await attempt(db.worker, text)).toBe(denied)
  })

  test('reads who works where', async () => {
    expect(await attempt(db.worker, `select id, name, email from person`)).toBe('done')
    expect(await attempt(db.worker, `select * from membership`)).toBe('done')
  })
})

test('migrating again, twice at once, changes nothing and gives the same rights', async () => {
  const rights = async () =>
    (
      await sql`select relname, relacl::text, attacl from (
    select relname, relacl, (select string_agg(attname || attacl::text, ';' order by attname) from pg_attribute where attrelid = c.oid) as attacl
    from pg_class c where relnamespace = 'public'::regnamespace) t order by 1`.execute(db.owner)
    ).rows
  const before = await rights()
  await sql`grant all on audit_event to zhangfa_api`.execute(db.owner)
  expect(await Promise.all([migrate(db.urls.ownerUrl), migrate(db.urls.ownerUrl)])).toEqual([[], []])
  expect(await rights()).toEqual(before)
})
