import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { eventBody } from '#engine/history/chain.ts'
import type { RunEvent } from '#engine/model/run-event.ts'
import { openDatabase } from '#db/database.ts'
import type { RecordInput } from '#db/recording/record-input.ts'
import { recordEvents } from '#db/writes/record-events.ts'
import type { MigratedDatabase } from './migrated-database.ts'
import { migratedDatabase } from './migrated-database.ts'
import { approval, batch, chained, handedOver, run, step } from './run-samples.ts'

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
    const { chainHash, firstHash } = await import('#engine/history/chain.ts')
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

describe('tasks', () => {
  const tasksOf = async (sopRunId: string) =>
    db.api
      .selectFrom('task')
      .select(['taskId', 'role', 'personId', 'status', 'level', 'paused'])
      .where('sopRunId', '=', sopRunId)
      .orderBy('taskId')
      .execute()

  test('follow the step: open, claimed, submitted to one level after the other, done', async () => {
    const id = 'run-levels'
    let events = chained(id, ['run.launched'])
    const go = async (...steps: ReturnType<typeof step>[]) => {
      await record(batch(handedOver(events, { steps })))
      events = chained(id, ['step.submitted'], events.at(-1))
      return tasksOf(id)
    }
    const open = { role: 'cs-agent', personId: null, status: 'open', level: null, paused: false }
    expect(await go(step('rr-refund.1'))).toEqual([{ taskId: `${id}~rr-refund.1`, ...open }])
    expect(await go(step('rr-refund.1', { status: 'claimed', assignee: 'person-1' }))).toEqual([
      { taskId: `${id}~rr-refund.1`, ...open, status: 'claimed', personId: 'person-1' },
    ])
    const levels = [approval(1, 'cs-lead'), approval(2, 'store-manager', { openedAt: null, dueAt: null })]
    const pending = { role: 'cs-lead', personId: null, status: 'submitted', level: 1, paused: false }
    expect(await go(step('rr-refund.1', { status: 'submitted', approvals: levels }))).toEqual([
      { taskId: `${id}~rr-refund.1~a1`, ...pending },
    ])
    const given = [approval(1, 'cs-lead', { decision: 'approved' }), approval(2, 'store-manager')]
    expect(await go(step('rr-refund.1', { status: 'submitted', approvals: given }))).toEqual([
      { taskId: `${id}~rr-refund.1~a2`, ...pending, role: 'store-manager', level: 2 },
    ])
    expect(await go(step('rr-refund.1', { status: 'done', approvals: given }))).toEqual([])
  })

  test('exist for people only, and for a step in trouble', async () => {
    const steps = [
      step('system.1', { role: null }),
      step('asking.1', { awaiting: 'facts' }),
      step('planned.1', { status: 'planned' }),
      step('broken.1', { role: null, status: 'incident' }),
      step('named.1', { role: null, assignee: 'person-7' }),
    ]
    await record(batch(handedOver(chained('run-kinds', ['run.launched']), { steps })))
    expect((await tasksOf('run-kinds')).map(({ taskId, status }) => [taskId, status])).toEqual([
      ['run-kinds~broken.1', 'incident'],
      ['run-kinds~named.1', 'open'],
    ])
  })

  test('know a pause, and are gone with the run', async () => {
    const launched = chained('run-pause', ['run.launched'])
    await record(batch(handedOver(launched, { steps: [step('rr-apply.1')] })))
    const paused = chained('run-pause', ['run.paused'], launched[0])
    await record(batch(handedOver(paused, { run: run('run-pause', { status: 'paused' }) })))
    expect((await tasksOf('run-pause')).map((task) => task.paused)).toEqual([true])
    const resumed = chained('run-pause', ['run.resumed'], paused[0])
    await record(batch(handedOver(resumed)))
    expect((await tasksOf('run-pause')).map((task) => task.paused)).toEqual([false])
    const ended = chained('run-pause', ['run.cancelled'], resumed[0])
    await record(batch(handedOver(ended, { run: run('run-pause', { status: 'cancelled' }) })))
    expect(await tasksOf('run-pause')).toEqual([])
  })

  test.each([
    { priority: 1, dueAt: '2027-03-10T10:00:00.000Z', urgentAt: '2027-03-10T02:00:00.000Z' },
    { priority: 3, dueAt: '2027-03-10T10:00:00.000Z', urgentAt: '2027-03-10T10:00:00.000Z' },
    { priority: 5, dueAt: '2027-03-10T10:00:00.000Z', urgentAt: '2027-03-10T18:00:00.000Z' },
    { priority: 1, dueAt: null, urgentAt: 'infinity' },
  ])('of priority $priority due $dueAt stand at $urgentAt', async ({ priority, dueAt, urgentAt }) => {
    const id = `run-priority-${priority}-${dueAt}`
    await record(
      batch(handedOver(chained(id, ['run.launched']), { run: run(id, { priority }), steps: [step('a.1', { dueAt })] })),
    )
    const task = await db.api.selectFrom('task').select('urgentAt').where('sopRunId', '=', id).executeTakeFirstOrThrow()
    expect(task.urgentAt).toBe(urgentAt)
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
