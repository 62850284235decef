import { beforeAll, describe, expect, test } from 'vitest'
import { eventBody } from '#engine/history/chain.ts'
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
