import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventBody } from '#engine/history/chain.ts'
import { listenRecorded, RecordedEvent } from '#db/listen.ts'
import type { Recordings } from '#db/listen.ts'
import { recordedPayloads } from '#db/recording/notify-recorded.ts'
import { recordEvents } from '#db/writes/record-events.ts'
import type { MigratedDatabase } from './migrated-database.ts'
import { migratedDatabase } from './migrated-database.ts'
import { batch, chained, handedOver } from './run-samples.ts'

let db: MigratedDatabase
let recordings: Recordings
const heard: [string, number][] = []
let reconnections = 0

beforeAll(async () => {
  db = await migratedDatabase()
  recordings = listenRecorded(db.urls.apiUrl, db.api)
  recordings.events.addEventListener('recorded', (event) => {
    if (event instanceof RecordedEvent) heard.push([event.sopRunId, event.seq])
  })
  recordings.events.addEventListener('reconnected', () => reconnections++)
})
afterAll(() => recordings.close())

const record = (...sopRunIds: string[]) =>
  recordEvents(
    db.worker,
    batch(...sopRunIds.map((id) => handedOver(chained(id, ['run.launched', 'step.opened'])))),
    eventBody,
  )

/** Cuts the listening connection from the server's side. @returns how many were cut. */
const cutListener = async (): Promise<number> => {
  const { rows } = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'zhangfa listener' and datname = current_database()`.execute(db.api)
  return rows.length
}

describe('whoever waits for a recording', () => {
  test('is woken when it is committed', async () => {
    const waiting = recordings.waitRecorded('listen-a', 2, 5_000)
    await record('listen-a')
    expect(await waiting).toBe(true)
  })

  test('is told at once when it has been heard already', async () => {
    await record('listen-b')
    await recordings.waitRecorded('listen-b', 2, 5_000)
    expect(await recordings.waitRecorded('listen-b', 1, 0)).toBe(true)
  })

  test('gives up in time, also for a later event of a known run', async () => {
    expect(await recordings.waitRecorded('listen-never', 1, 50)).toBe(false)
    expect(await recordings.waitRecorded('listen-a', 3, 50)).toBe(false)
  })

  test('finds what was recorded before anybody listened', async () => {
    await record('listen-early')
    const late = listenRecorded(db.urls.apiUrl, db.api)
    expect(await late.waitRecorded('listen-early', 2, 5_000)).toBe(true)
    await late.close()
  })

  test('is served while the connection is cut and after', async () => {
    await recordings.waitRecorded('listen-a', 2, 5_000)
    const waiting = recordings.waitRecorded('listen-cut', 2, 10_000)
    expect(await cutListener()).toBe(1)
    await record('listen-cut')
    expect(await waiting).toBe(true)
    await expect.poll(() => reconnections, { timeout: 5_000 }).toBe(1)
    const again = recordings.waitRecorded('listen-after', 2, 5_000)
    await record('listen-after')
    expect(await again).toBe(true)
    await expect.poll(() => heard.some(([id]) => id === 'listen-after')).toBe(true)
  })

  test('is let go when the process stops listening', async () => {
    const other = listenRecorded(db.urls.apiUrl, db.api)
    const waiting = other.waitRecorded('listen-stopped', 1, 60_000)
    await other.close()
    expect(await waiting).toBe(false)
  })
})

test('every run of a batch too large for one notification is heard of', async () => {
  const ids = Array.from({ length: 300 }, (_, index) => `listen-many-with-a-rather-long-name-${index}`)
  await record(...ids)
  await expect.poll(() => heard.filter(([id]) => id.startsWith('listen-many')).length).toBe(300)
})

test('notifications stay below the 8000 bytes Postgres takes', () => {
  const payloads = recordedPayloads(Array.from({ length: 1_000 }, (_, index) => [`店-${index}`, index]))
  expect(payloads.length).toBeGreaterThan(1)
  for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8_000)
  expect(payloads.flatMap((payload) => JSON.parse(payload) as unknown[])).toHaveLength(1_000)
})
