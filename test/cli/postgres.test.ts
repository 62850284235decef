import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningPostgres } from '#cli/stack/postgres.ts'
import { startPostgres } from '#cli/stack/postgres.ts'
import { clear, scratchHome } from './launched.ts'

let home: string
let running: RunningPostgres

beforeAll(async () => {
  home = scratchHome()
  running = await startPostgres({ home, sync: false })
})
afterAll(async () => {
  await running.stop()
  await clear(home)
})

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

async function restart(): Promise<void> {
  await running.stop()
  running = await startPostgres({ home, sync: false })
}

test('keeps its data and its port over a restart', async () => {
  await ask(running.ownerUrl, "create table kept (word text); insert into kept values ('章法')")
  const before = running.port
  await restart()
  expect(await ask(running.ownerUrl, 'select word from kept')).toEqual([{ word: '章法' }])
  expect(running.port).toBe(before)
  expect(running.adopted).toBe(false)
})

test('lets worker and API sign in, and gives them nothing of the owner’s', async () => {
  for (const [url, name] of [
    [running.workerUrl, 'zhangfa_worker'],
    [running.apiUrl, 'zhangfa_api'],
  ] as const) {
    expect(await ask(url, 'select current_user')).toEqual([{ current_user: name }])
    await expect(ask(url, 'select * from kept')).rejects.toThrow('permission denied')
    await expect(ask(url, 'create table mine ()')).rejects.toThrow('permission denied')
  }
})

test('refuses a wrong password', async () => {
  const wrong = Object.assign(new URL(running.ownerUrl), { password: 'guessed' }).href
  await expect(ask(wrong, 'select 1')).rejects.toThrow('password authentication failed')
})

test('takes over a server that runs on the same folder', async () => {
  const again = await startPostgres({ home, sync: false })
  expect(again.adopted).toBe(true)
  expect(again.process.pid).toBe(running.process.pid)
  expect(again.ownerUrl).toBe(running.ownerUrl)
})

test('refuses a folder that was copied while its server ran', async () => {
  const copy = scratchHome()
  cpSync(home, copy, { recursive: true, force: true })
  await expect(startPostgres({ home: copy })).rejects.toThrow(
    `The data folder ${copy} was copied from ${join(home, 'postgres')} while that was running`,
  )
  expect(await ask(running.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  rmSync(copy, { recursive: true })
})

test('moves to a free port when another program has taken its own', async () => {
  const before = running.port
  await running.stop()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(before, '127.0.0.1', resolve))
  running = await startPostgres({ home, sync: false })
  other.close()
  expect(running.port).not.toBe(before)
  expect(await ask(running.ownerUrl, 'select word from kept')).toHaveLength(1)
  await expect(startPostgres({ home, port: before })).resolves.toMatchObject({ adopted: true, port: running.port })
})

test('does not mistake another process for its server when the number was used again', async () => {
  await running.stop()
  const path = join(home, 'postgres')
  // This test's own number stands for the recycled one: it lives, and it is no postmaster of this folder.
  writeFileSync(join(path, 'postmaster.pid'), `${process.pid}\n${path}\n1700000000\n5432\n\n127.0.0.1\n`)
  running = await startPostgres({ home, sync: false })
  expect(running.adopted).toBe(false)
  expect(await ask(running.ownerUrl, 'select word from kept')).toHaveLength(1)
})

test('recovers by itself when it was killed', async () => {
  await ask(running.ownerUrl, "insert into kept values ('留')")
  process.kill(running.process.pid, 'SIGKILL')
  await running.process.exited
  running = await startPostgres({ home, sync: false })
  expect(await ask(running.ownerUrl, 'select word from kept order by word')).toEqual([{ word: '留' }, { word: '章法' }])
})

test('serves a data folder that the database’s own user may not enter', async () => {
  // As for a root user whose home is closed to all others; for a normal user there is no other user.
  const closed = mkdtempSync(join(tmpdir(), 'zhangfa-closed-'))
  const first = await startPostgres({ home: join(closed, 'home'), sync: false })
  await ask(first.ownerUrl, 'create table kept as select 7 as number')
  const [place] = await ask(first.adminUrl, 'show data_directory')
  await first.stop()
  const second = await startPostgres({ home: join(closed, 'home'), sync: false })
  expect(await ask(second.ownerUrl, 'select number from kept')).toEqual([{ number: 7 }])
  await second.stop()
  for (const folder of [closed, String(place?.['data_directory'])]) rmSync(folder, { recursive: true, force: true })
})

test('names what is wrong with a folder it cannot open', async () => {
  await running.stop()
  const old = scratchHome()
  cpSync(home, old, { recursive: true, force: true })
  writeFileSync(join(old, 'postgres', 'PG_VERSION'), '14\n')
  await expect(startPostgres({ home: old })).rejects.toThrow('was made by Postgres 14, this is Postgres 18')

  const locked = scratchHome()
  cpSync(home, locked, { recursive: true, force: true })
  rmSync(join(locked, 'secrets', 'postgres.json'))
  await expect(startPostgres({ home: locked })).rejects.toThrow('(secrets/postgres.json): put the file back')
  for (const folder of [old, locked]) rmSync(folder, { recursive: true })
  running = await startPostgres({ home, sync: false })
})
