import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { eventBody } from '#engine/history/chain.ts'
import type { RecordInput } from '#db/recording/record-input.ts'
import { recordEvents } from '#db/writes/record-events.ts'
import type { MigratedDatabase } from './migrated-database.ts'
import { migratedDatabase } from './migrated-database.ts'
import { batch, chained, handedOver, run, step } from './run-samples.ts'

let db: MigratedDatabase
beforeAll(async () => {
  db = await migratedDatabase()
})

const record = (input: RecordInput) => recordEvents(db.worker, input, eventBody)

/** Everything a recording may touch, as one comparable value; database clocks left out. */
async function everything(): Promise<unknown> {
  const tables = [
    'sop_run',
    'step',
    'task',
    'audit_event',
    'comment',
    'evidence',
    'notification',
    'idempotency',
    'launch',
  ]
  const contents = tables.map(async (table) => {
    const { rows } = await sql<{
      row: unknown
    }>`select to_jsonb(t) as row from ${sql.table(table)} t order by 1`.execute(db.owner)
    return [table, rows.map(({ row }) => row)]
  })
  return Object.fromEntries(await Promise.all(contents)) as unknown
}

const seqs = async (sopRunId: string): Promise<number[]> => {
  const rows = await db.api
    .selectFrom('auditEvent')
    .select('seq')
    .where('sopRunId', '=', sopRunId)
    .orderBy('seq')
    .execute()
  return rows.map(({ seq }) => seq)
}

describe('a recording', () => {
  test('makes history, run, step and task readable together', async () => {
    const events = chained('run-a', ['run.launched', 'step.opened'])
    const outcome = await record(batch(handedOver(events, { steps: [step('rr-apply.1')] })))
    expect(outcome).toEqual({ failed: [] })
    const history = await db.api
      .selectFrom('auditEvent')
      .selectAll()
      .where('sopRunId', '=', 'run-a')
      .orderBy('seq')
      .execute()
    expect(history.map(({ seq, type, hash, body }) => ({ seq, type, hash, body }))).toEqual(
      events.map((event) => ({ seq: event.seq, type: event.type, hash: event.hash, body: eventBody(event) })),
    )
    expect(history[0]).toMatchObject({
      at: '2027-03-10T02:00:00.000Z',
      workflowId: 'desk/shop/return/1',
      temporalRunId: 'temporal-1',
      commandId: 'run-a/command-1',
      storeId: 'shop',
      role: 'cs-agent',
      onBehalfOf: null,
    })
    const stored = await db.api.selectFrom('sopRun').selectAll().where('id', '=', 'run-a').executeTakeFirstOrThrow()
    expect(stored).toMatchObject({ seq: 2, hash: events[1]?.hash, status: 'running', inputs: { order_no: 'O-1' } })
    expect(stored.rest.calendar.zone).toBe('Asia/Shanghai')
    const task = await db.api.selectFrom('task').selectAll().where('sopRunId', '=', 'run-a').executeTakeFirstOrThrow()
    expect(task).toMatchObject({
      taskId: 'run-a~rr-apply.1',
      role: 'cs-agent',
      personId: null,
      status: 'open',
      dueAt: '2027-03-10T02:30:00.000Z',
      urgentAt: '2027-03-10T02:30:00.000Z',
      dueSort: '2027-03-10T02:30:00.000Z',
      paused: false,
    })
  })

  test('sent twice changes nothing the second time', async () => {
    const events = chained('run-twice', ['run.launched', 'step.opened', 'comment.added'], undefined, { text: '你好' })
    const notice = {
      key: 'run-twice/1/0',
      sopRunId: 'run-twice',
      storeId: 'shop',
      stepKey: null,
      roles: [],
      persons: ['person-1', 'person-2'],
      notice: 'task.opened',
      urgent: false,
      at: '2027-03-10T02:00:00.000Z',
    }
    const answers = [{ commandId: 'run-twice/command-3', kind: 'done', seq: 3 }]
    const input = batch(handedOver(events, { steps: [step('rr-apply.1')], answers, notices: [notice] }))
    await record(input)
    const before = await everything()
    expect(await record(input)).toEqual({ failed: [] })
    expect(await everything()).toEqual(before)
    const notified = await db.api
      .selectFrom('notification')
      .select('personId')
      .where('key', '=', 'run-twice/1/0')
      .execute()
    expect(notified).toHaveLength(2)
  })

  test('goes on where a repeat overlaps what is stored', async () => {
    const first = chained('run-overlap', ['run.launched', 'step.opened'])
    await record(batch(handedOver(first)))
    const more = chained('run-overlap', ['step.claimed', 'step.completed'], first[1])
    const done = step('rr-apply.1', { status: 'done', revision: 2 })
    expect(await record(batch(handedOver([...first, ...more], { steps: [done] })))).toEqual({ failed: [] })
    expect(await seqs('run-overlap')).toEqual([1, 2, 3, 4])
    const stored = await db.api
      .selectFrom('step')
      .select(['status', 'seq'])
      .where('sopRunId', '=', 'run-overlap')
      .executeTakeFirst()
    expect(stored).toEqual({ status: 'done', seq: 4 })
  })

  test('two at once of the same events store them once', async () => {
    const events = chained('run-race', ['run.launched', 'step.opened'])
    const input = batch(handedOver(events, { steps: [step('rr-apply.1')] }))
    const outcomes = await Promise.all([record(input), record(input), record(input)])
    expect(outcomes).toEqual([{ failed: [] }, { failed: [] }, { failed: [] }])
    expect(await seqs('run-race')).toEqual([1, 2])
  })
})

describe('answers', () => {
  const answerOf = (commandId: string) =>
    db.api
      .selectFrom('idempotency')
      .select(['state', 'answer', 'sopRunId', 'expiresAt'])
      .where('commandId', '=', commandId)
      .executeTakeFirst()

  test('the first one counts and lives as long as the run and a day', async () => {
    await db.api
      .insertInto('idempotency')
      .values({ commandId: 'c-1', personId: 'person-1', key: 'key-1', requestHash: 'x' })
      .execute()
    const [launched] = chained('run-answer', ['run.launched'])
    const first = { commandId: 'c-1', kind: 'done', seq: 1 }
    await record(batch(handedOver([launched!], { answers: [first] })))
    expect(await answerOf('c-1')).toEqual({ state: 'done', answer: first, sopRunId: 'run-answer', expiresAt: null })
    await record(batch(handedOver([launched!], { answers: [{ commandId: 'c-1', kind: 'refused' }] })))
    expect((await answerOf('c-1'))?.answer).toEqual(first)
    const ended = chained('run-answer', ['run.completed'], launched)
    const completed = run('run-answer', { status: 'completed', endedAt: '2027-03-10T05:00:00.000Z' })
    await record(batch(handedOver(ended, { run: completed, answers: [{ commandId: 'c-2', kind: 'done' }] })))
    for (const commandId of ['c-1', 'c-2']) {
      const hours = (Date.parse((await answerOf(commandId))?.expiresAt ?? '') - Date.now()) / 3_600_000
      expect(hours).toBeGreaterThan(23.9)
      expect(hours).toBeLessThan(24.1)
    }
  })
})

test('200 runs of one batch are recorded long before the recording would be given up, and again without writing', async () => {
  const runs = Array.from({ length: 200 }, (_, index) =>
    handedOver(chained(`run-many-${index}`, ['run.launched', 'step.opened', 'step.completed', 'step.opened']), {
      steps: [step('rr-apply.1', { status: 'done' }), step('rr-evidence.1')],
      answers: [{ commandId: `many-${index}`, kind: 'done' }],
    }),
  )
  const startedAt = performance.now()
  expect(await record(batch(...runs))).toEqual({ failed: [] })
  const tookMs = performance.now() - startedAt
  expect(await db.api.selectFrom('task').select('taskId').where('taskId', 'like', 'run-many-%').execute()).toHaveLength(
    200,
  )
  expect(await record(batch(...runs))).toEqual({ failed: [] })
  expect(tookMs).toBeLessThan(5_000)
})
