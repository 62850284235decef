import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import type { FreshDatabase } from '../support/fresh-database.ts'
import { emptyDatabase } from '../support/fresh-database.ts'

let urls: FreshDatabase
let db: Database
beforeAll(async () => {
  urls = await emptyDatabase()
  // One connection: what it keeps is asked of itself.
  db = openDatabase(urls.ownerUrl, { applicationName: 'zhangfa test', maxConnections: 1 })
  await sql`create table shelf (id int primary key, pieces int not null)`.execute(db)
  await sql`insert into shelf values (1, 10), (2, 20)`.execute(db)
})
afterAll(async () => {
  await db.destroy()
  await urls.drop()
})

const piecesOf = async (id: number): Promise<unknown> =>
  (await sql<{ pieces: number }>`select pieces from shelf where id = ${id}`.execute(db)).rows

const kept = async (text: string): Promise<number> =>
  (await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db)).rows.filter(
    ({ statement }) => statement.includes(text),
  ).length

test('a statement with parameters is planned once and answers each of them', async () => {
  expect([await piecesOf(1), await piecesOf(2), await piecesOf(3)]).toEqual([[{ pieces: 10 }], [{ pieces: 20 }], []])
  expect(await kept('select pieces from shelf')).toBe(1)
})

test('a column that is added later shows: lists of all columns are not kept', async () => {
  const all = async (): Promise<unknown> => (await sql`select * from shelf where id = ${1}`.execute(db)).rows
  expect(await all()).toEqual([{ id: 1, pieces: 10 }])
  await sql`alter table shelf add column title text`.execute(db)
  expect(await all()).toEqual([{ id: 1, pieces: 10, title: null }])
  expect(await piecesOf(1)).toEqual([{ pieces: 10 }])
})

test('texts beyond what a connection keeps are answered all the same', async () => {
  for (let n = 0; n < 320; n += 1) {
    const { rows } = await sql<{ n: number }>`select ${sql.lit(n)} + pieces as n from shelf where id = ${1}`.execute(db)
    expect(rows).toEqual([{ n: n + 10 }])
  }
  expect(await kept('')).toBe(300)
})
