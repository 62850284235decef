import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { compareHistory } from '#cli/history.ts'
import { sopRunIdOf } from '#dispatch/command-id.ts'
import { payloadCodec } from '#dispatch/payload-codec.ts'
import type { LaunchOutcome } from '#dispatch/outcome.ts'
import type { HostKind } from '#workflows/messages.ts'
import { openHostStack } from '../workflows/host-stack.ts'
import type { HostStack } from '../workflows/host-stack.ts'
import { recordedEvents, untilRecorded } from '../workflows/recorded.ts'
import { addStore, publish } from '../workflows/shop.ts'
import { check, close, count, launchOf, stockCount } from '../workflows/stock-count.ts'
import { openDoor } from './door.ts'
import type { Door } from './door.ts'
import { keepAlive } from './mortal-process.ts'
import type { MortalProcess } from './mortal-process.ts'

/** Twenty of each by default; `STORM_RUNS=100` is the whole storm of 200, which needs a machine of its own. */
const runsPerHosting = Number(process.env['STORM_RUNS'] ?? 20)
/** People at work at any moment: enough to fill every batch, few enough for two cores that carry the servers too. */
const clients = 24
const threeDaysAgo = new Date(Date.now() - 3 * 86_400_000).toISOString()
const runs = (['own', 'desk'] as const).flatMap((hosting) =>
  Array.from({ length: runsPerHosting }, (_, n) => ({ hosting, name: `${hosting}-${n}` })),
)

let stack: HostStack
let worker: MortalProcess
let door: Door
beforeAll(async () => {
  stack = await openHostStack()
  await addStore(stack.owner, stack.shop, Object.fromEntries(runs.map(({ name }) => [`SKU-${name}`, 10])))
  await publish(stack.owner, stockCount)
  const { address, namespace } = inject('temporal')
  const env = {
    ...process.env,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    DATABASE_URL_WORKER: stack.urls.workerUrl,
    DATABASE_URL_API: stack.urls.apiUrl,
    ZHANGFA_TASK_QUEUE: stack.taskQueue,
    ZHANGFA_HOME: join(inject('testHome'), 'faults'),
    // Low enough that desks continue as new, and fill up, in the middle of it all.
    TEST_UPDATES_PER_RUN: '12',
    TEST_OPEN_RUNS: '40',
  }
  worker = keepAlive({
    program: 'cli/worker.ts',
    env,
    failPoints: [
      'after-record-commit:3',
      'before-record-commit:7',
      'in-continue-as-new:1',
      'after-record-commit:12',
      'before-record-commit:2',
    ],
  })
  door = openDoor(env, [
    'after-launch-row:4',
    'after-update:6',
    'before-update:9',
    'after-update:15',
    'after-launch-row:2',
  ])
})
afterAll(async () => {
  await Promise.all([worker.stop(), door.process.stop()])
  await stack.close()
})

const done = { status: 'recorded', answer: { kind: 'done' } }

/** One count from launch to end; whatever is refused or unknown is asked again by the door's client. */
async function play(hosting: HostKind, name: string): Promise<string> {
  const order = launchOf(stack.shop, name, hosting, threeDaysAgo)
  const run = sopRunIdOf(order.commandId)
  const settled = async (outcome: Promise<LaunchOutcome>): Promise<void> => expect(await outcome).toMatchObject(done)
  await settled(door.launch(order))
  await settled(door.send(count(run, 5)))
  await settled(door.send(check(run)))
  await untilRecorded(stack.db, run, 'automation.succeeded', 120_000)
  await settled(door.send(close(run)))
  return run
}

describe('worker and door are killed five times each while runs of both kinds of host are worked on', () => {
  test('every run ends, each act once', { timeout: 420_000 }, async () => {
    const left = runs.toSorted((a, b) => a.name.slice(-2).localeCompare(b.name.slice(-2)))
    const client = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) await play(next.hosting, next.name)
    }
    await Promise.all(Array.from({ length: clients }, client))
    expect([worker.failPointsLeft(), door.process.failPointsLeft()]).toEqual([0, 0])
  })

  test('each has a whole chain, in which each step was completed once', async () => {
    for (const { name, hosting } of runs) {
      const events = await recordedEvents(
        stack.db,
        sopRunIdOf(launchOf(stack.shop, name, hosting, threeDaysAgo).commandId),
      )
      const completed = events.filter(({ type }) => type === 'step.completed').map(({ stepId }) => stepId)
      expect(completed).toEqual(['sc-count', 'sc-check', 'sc-close'])
      expect(events.filter(({ type }) => type === 'automation.succeeded')).toHaveLength(1)
      expect(events.at(-1)?.type).toBe('run.completed')
    }
  })

  test('what an automation did to the stock, it did once', async () => {
    const stock = await stack.db
      .selectFrom('stock')
      .select(['sku', 'onHand'])
      .where('storeId', '=', stack.shop)
      .execute()
    expect(stock.filter(({ onHand }) => onHand !== 15)).toEqual([])
    expect(stock).toHaveLength(runs.length)
  })

  test('rows and history agree: every run is completed, no task is left', async () => {
    const open = await stack.db.selectFrom('sopRun').select('id').where('status', '<>', 'completed').execute()
    const tasks = await stack.db.selectFrom('task').select('taskId').execute()
    const unsettled = await stack.db.selectFrom('launch').select('sopRunId').where('state', '<>', 'ended').execute()
    expect([open, tasks, unsettled]).toEqual([[], [], []])
  })

  test('Temporal alone tells the same of all of them', { timeout: 240_000 }, async () => {
    for (const { name, hosting } of runs) {
      const run = sopRunIdOf(launchOf(stack.shop, name, hosting, threeDaysAgo).commandId)
      const { differences } = await compareHistory(stack.client, payloadCodec(null), stack.db, run)
      expect(differences).toEqual([])
    }
  })
})
