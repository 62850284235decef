import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { chainHash, eventBody, firstHash } from '#engine/history/chain.ts'
import type { RunEvent } from '#engine/model/run-event.ts'
import { openDatabase } from '#db/database.ts'
import type { RecordInput } from '#db/recording/record-input.ts'
import { recordEvents } from '#db/writes/record-events.ts'
import type { MigratedDatabase } from './migrated-database.ts'
import { migratedDatabase } from './migrated-database.ts'
import { batch, chained, handedOver, step } from './run-samples.ts'

let db: MigratedDatabase
beforeAll(async () => {
  db = await migratedDatabase()
})

const record = (input: RecordInput) => recordEvents(db.worker, input, eventBody)

const seqs = async (sopRunId: string): Promise<number[]> => {
  const rows = await db.api
    .selectFrom('auditEvent')
    .select('seq')
    .where('sopRunId', '=', sopRunId)
    .orderBy('seq')
    .execute()
  return rows.map(({ seq }) => seq)
}

describe('a recording is refused for one run alone', () => {
  test('when an earlier event is missing', async () => {
    const [first, second, third] = chained('run-gap', ['run.launched', 'step.opened', 'step.claimed'])
    await record(batch(handedOver([first!])))
    const neighbour = handedOver(chained('run-beside-gap', ['run.launched']))
    const outcome = await record(batch(handedOver([third!]), neighbour))
    expect(outcome.failed).toEqual([
      { sopRunId: 'run-gap', code: 'SEQ_GAP', reason: 'Event 3 of run run-gap came where 2 was due.' },
    ])
    expect(await seqs('run-gap')).toEqual([1])
    expect(await seqs('run-beside-gap')).toEqual([1])
    expect(await record(batch(handedOver([second!, third!])))).toEqual({ failed: [] })
  })

  test('when events are out of order', async () => {
    const [first, second] = chained('run-order', ['run.launched', 'step.opened'])
    const outcome = await record(batch(handedOver([second!, first!])))
    expect(outcome.failed[0]?.code).toBe('SEQ_GAP')
    expect(await seqs('run-order')).toEqual([])
  })

  test('when another event is stored under its seq', async () => {
    const events = chained('run-conflict', ['run.launched', 'step.opened'])
    await record(batch(handedOver(events)))
    const other = chained('run-conflict', ['run.launched', 'step.opened'], undefined, { other: true })
    const outcome = await record(batch(handedOver(other), handedOver(chained('run-beside-conflict', ['run.launched']))))
    expect(outcome.failed.map(({ sopRunId, code }) => [sopRunId, code])).toEqual([['run-conflict', 'HASH_CONFLICT']])
    expect(await seqs('run-beside-conflict')).toEqual([1])
  })

  test('when a hash does not follow from the one before', async () => {
    const [first, second] = chained('run-broken', ['run.launched', 'step.opened'])
    const forged = { ...second!, data: { forged: true } }
    const outcome = await record(batch(handedOver([first!, forged])))
    expect(outcome.failed.map(({ code }) => code)).toEqual(['CHAIN_BROKEN'])
    expect(await seqs('run-broken')).toEqual([])
  })

  test('when its rows cannot be stored: history goes on, and the rows follow once they can', async () => {
    const poison = chained('run-poison', ['run.launched', 'step.opened'])
    const far = step('rr-apply.1', { dueAt: '+012345-01-01T00:00:00.000Z' })
    const healthy = handedOver(chained('run-beside-poison', ['run.launched']), { steps: [step('rr-apply.1')] })
    const outcome = await record(batch(handedOver(poison, { steps: [far] }), healthy))
    expect(outcome.failed.map(({ sopRunId, code }) => [sopRunId, code])).toEqual([['run-poison', 'ROWS_REFUSED']])
    expect(await seqs('run-poison')).toEqual([1, 2])
    expect(
      await db.api.selectFrom('task').select('taskId').where('sopRunId', '=', 'run-beside-poison').execute(),
    ).toHaveLength(1)
    expect(await db.api.selectFrom('sopRun').select('id').where('id', '=', 'run-poison').execute()).toEqual([])
    // The same again is still told, and a repaired state is taken although no event is new.
    expect((await record(batch(handedOver(poison, { steps: [far] })))).failed).toHaveLength(1)
    expect(await record(batch(handedOver(poison, { steps: [step('rr-apply.1')] })))).toEqual({ failed: [] })
    expect(
      await db.api.selectFrom('task').select('taskId').where('sopRunId', '=', 'run-poison').execute(),
    ).toHaveLength(1)
  })

  test('when not even its events can be stored', async () => {
    const [event] = chained('run-unstorable', ['run.launched'])
    const { hash: _, ...body } = { ...event!, at: '+012345-01-01T00:00:00.000Z' }
    const unstorable = { ...body, hash: chainHash(firstHash, body) }
    const outcome = await record(
      batch(handedOver([unstorable]), handedOver(chained('run-beside-unstorable', ['run.launched']))),
    )
    expect(outcome.failed.map(({ sopRunId, code }) => [sopRunId, code])).toEqual([['run-unstorable', 'EVENTS_REFUSED']])
    expect(await seqs('run-beside-unstorable')).toEqual([1])
  })

  test('NUL and lone surrogates in answers are stored: exact in the body, replaced in the columns', async () => {
    const events = chained('run-nul', ['run.launched'], undefined, { words: 'a\u0000b\ud800c\\u0000' })
    expect(await record(batch(handedOver(events)))).toEqual({ failed: [] })
    const stored = await db.api
      .selectFrom('auditEvent')
      .select(['body', 'data'])
      .where('sopRunId', '=', 'run-nul')
      .executeTakeFirstOrThrow()
    expect(stored.body).toBe(eventBody(events[0]!))
    expect(stored.data).toEqual({ words: 'a\ufffdb\ufffdc\\u0000' })
  })
})

test('sessions cut at any moment lose and double nothing: what failed is sent again', async () => {
  let cutting = true
  const knife = openDatabase(db.urls.workerUrl, { applicationName: 'zhangfa knife', maxConnections: 1 })
  const cutter = (async () => {
    while (cutting) {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where usename = 'zhangfa_worker' and datname = current_database() and pid <> pg_backend_pid()`.execute(knife)
      await pause(15)
    }
  })()
  const untilDone = async (input: RecordInput): Promise<number> => {
    for (let failures = 0; ; failures++) {
      const outcome = await record(input).catch(() => null)
      if (outcome !== null) {
        expect(outcome).toEqual({ failed: [] })
        return failures
      }
      if (failures > 20) cutting = false
    }
  }
  let failures = 0
  for (const id of ['cut-a', 'cut-b', 'cut-c', 'cut-d', 'cut-e']) {
    let last: RunEvent | undefined
    for (let round = 0; round < 6; round++) {
      const events = chained(
        id,
        round === 0 ? ['run.launched', 'step.opened'] : ['step.claimed', 'step.released'],
        last,
      )
      last = events.at(-1)
      failures += await untilDone(batch(handedOver(events, { steps: [step('rr-apply.1', { revision: round })] })))
    }
    expect(await seqs(id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  }
  cutting = false
  await cutter
  await knife.destroy()
  expect(failures).toBeGreaterThan(0)
})
