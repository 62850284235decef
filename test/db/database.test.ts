import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '#db/database.ts'
import { storableJson } from '#db/json-parameter.ts'
import { migrate } from '#db/migrate.ts'
import type { MigratedDatabase } from './migrated-database.ts'
import { migratedDatabase } from './migrated-database.ts'

let db: MigratedDatabase
beforeAll(async () => {
  db = await migratedDatabase()
})

const one = async (expression: string, zone = 'UTC'): Promise<unknown> =>
  db.api.transaction().execute(async (trx) => {
    await sql`select set_config('TimeZone', ${zone}, true)`.execute(trx)
    const { rows } = await sql<{ v: unknown }>`select ${sql.raw(expression)} as v`.execute(trx)
    return rows[0]?.v
  })

describe('values come back as', () => {
  test.each([
    [`'2027-03-10 10:00:00+08'::timestamptz`, '2027-03-10T02:00:00.000Z'],
    [`'2027-03-10 02:00:00.5+00'::timestamptz`, '2027-03-10T02:00:00.500Z'],
    [`'2027-03-10 02:00:00.123456+00'::timestamptz`, '2027-03-10T02:00:00.123Z'],
    [`'infinity'::timestamptz`, 'infinity'],
    [`'2027-03-10'::date`, '2027-03-10'],
    ['9007199254740991::bigint', 9007199254740991],
    ['0.1::float8', 0.1],
  ])('%s → %s', async (expression, value) => {
    expect(await one(expression)).toBe(value)
  })

  test.each(['Asia/Shanghai', 'America/St_Johns', 'Asia/Kolkata'])(
    'the same instant in a transaction of zone %s',
    async (zone) => {
      expect(await one(`'2027-03-10 02:00:00.5+00'::timestamptz`, zone)).toBe('2027-03-10T02:00:00.500Z')
    },
  )

  test('an error for a whole number that cannot be held exactly', async () => {
    await expect(one('9007199254740993::bigint')).rejects.toThrow(RangeError)
  })
})

test('JSON keeps its own keys; columns change theirs', async () => {
  const { rows } = await sql`select '{"order_no": {"sub_key": 1}}'::jsonb as some_column`.execute(db.api)
  expect(rows).toEqual([{ someColumn: { order_no: { sub_key: 1 } } }])
})

test.each([
  { value: 'a\u0000b', text: '"a\\ufffdb"' },
  { value: 'a\ud800b', text: '"a\\ufffdb"' },
  { value: '\u{1f600}', text: '"\u{1f600}"' },
  { value: String.raw`a\u0000`, text: String.raw`"a\\u0000"` },
  { value: String.raw`a\\u0000` + '\u0000', text: String.raw`"a\\\\u0000\ufffd"` },
])('storable JSON of $value', ({ value, text }) => {
  expect(storableJson(value)).toBe(text)
})

test('a connection cut while idle does not end the process', async () => {
  const lost: Error[] = []
  const other = openDatabase(db.urls.apiUrl, {
    applicationName: 'zhangfa cut',
    onConnectionLost: (error) => lost.push(error),
  })
  await sql`select 1`.execute(other)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'zhangfa cut'`.execute(
    db.api,
  )
  await expect.poll(() => lost.length).toBeGreaterThan(0)
  expect((await sql<{ one: number }>`select 1 as one`.execute(other)).rows).toEqual([{ one: 1 }])
  await other.destroy()
})

test('a connection cut between the statements of a transaction fails that transaction only', async () => {
  const other = openDatabase(db.urls.apiUrl, { applicationName: 'zhangfa cut inside' })
  const work = other.transaction().execute(async (trx) => {
    await sql`select 1`.execute(trx)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'zhangfa cut inside'`.execute(
      db.api,
    )
    await pause(100)
    await sql`select 1`.execute(trx)
  })
  await expect(work).rejects.toThrow()
  expect((await sql<{ one: number }>`select 1 as one`.execute(other)).rows).toEqual([{ one: 1 }])
  await other.destroy()
})

test('a database of a later version is left alone', async () => {
  await sql`insert into kysely_migration (name, timestamp) values ('2999-01-01-future', '')`.execute(db.owner)
  await expect(migrate(db.urls.ownerUrl)).rejects.toThrow('it holds 2999-01-01-future')
})
