import { Client, Connection } from '@temporalio/client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sopRunIdOf } from '#dispatch/command-id.ts'
import { Dispatcher } from '#dispatch/dispatcher.ts'
import type { RecordedSignal } from '#dispatch/dispatcher.ts'
import { sweepLaunches } from '#dispatch/sweep-launches.ts'
import { openHostStack } from '../workflows/host-stack.ts'
import type { HostStack } from '../workflows/host-stack.ts'
import { recordedEvents } from '../workflows/recorded.ts'
import { addStore, publish } from '../workflows/shop.ts'
import { act, count, launchOf, stockCount, wang } from '../workflows/stock-count.ts'

const now = new Date().toISOString()
const noPatience = { callMs: 400, patienceMs: 1_200, recordingMs: 500 }

let stack: HostStack
beforeAll(async () => {
  stack = await openHostStack()
  await addStore(stack.owner, stack.shop)
  await publish(stack.owner, stockCount)
})
afterEach(() => stack.stopWorkers())
afterAll(() => stack.close())

const word = (run: string, id: string) => act(run, `${run}/${id}`, wang, { type: 'comment', text: id })
const launchState = async (run: string) =>
  (await stack.db.selectFrom('launch').select('state').where('sopRunId', '=', run).executeTakeFirst())?.state

describe('when answers are lost', () => {
  test('Temporal away: nothing was sent, nothing remains, the correlation key is free', async () => {
    const nowhere = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1', interceptors: [] }) })
    const never: RecordedSignal = { waitRecorded: async () => false }
    const dispatcher = new Dispatcher(nowhere, stack.db, never, { ...noPatience, taskQueue: stack.taskQueue })
    const order = launchOf(stack.shop, 'away', 'desk', now)
    const outcome = await dispatcher.launch(order)
    expect(outcome).toMatchObject({ status: 'failed', code: 'TEMPORAL_UNREACHABLE', retryAfterMs: 5_000 })
    expect(await launchState(sopRunIdOf(order.commandId))).toBe('refused')
    await nowhere.connection.close()
  })

  test('no worker: the outcome is unknown; the same order again, once a worker is there, is one run', async () => {
    const order = launchOf(stack.shop, 'orphan', 'own', now)
    const run = sopRunIdOf(order.commandId)
    const hasty = stack.anotherDispatcher(noPatience)
    expect(await hasty.launch(order)).toMatchObject({ status: 'failed', code: 'OUTCOME_UNKNOWN' })
    expect(await launchState(run)).toBe('asked')
    await stack.startWorker()
    expect(await stack.dispatcher.launch(order)).toMatchObject({ status: 'recorded', answer: { kind: 'done' } })
    expect((await recordedEvents(stack.db, run)).filter(({ type }) => type === 'run.launched')).toHaveLength(1)
    expect(await launchState(run)).toBe('answered')
  })

  test('a command nobody answered is asked for again by its person: done once, same answer', async () => {
    const run = sopRunIdOf(launchOf(stack.shop, 'orphan', 'own', now).commandId)
    const hasty = stack.anotherDispatcher(noPatience)
    expect(await hasty.send(word(run, 'lost'))).toMatchObject({ status: 'failed', code: 'OUTCOME_UNKNOWN' })
    expect(await hasty.send(word(run, 'lost'))).toMatchObject({ status: 'failed', code: 'OUTCOME_UNKNOWN' })
    await stack.startWorker()
    const first = await stack.dispatcher.send(word(run, 'lost'), true)
    expect(first).toMatchObject({ status: 'recorded', answer: { kind: 'done' } })
    expect(await stack.dispatcher.send(word(run, 'lost'), true)).toEqual(first)
    const words = (await recordedEvents(stack.db, run)).filter(({ type }) => type === 'comment.added')
    expect(words.map(({ data }) => data['text'])).toEqual(['lost'])
  })

  test('the door died after the launch row: the sweeper launches the run once', async () => {
    const order = launchOf(stack.shop, 'swept', 'desk', now)
    const run = sopRunIdOf(order.commandId)
    const hasty = stack.anotherDispatcher(noPatience)
    expect(await hasty.launch(order)).toMatchObject({ status: 'failed', code: 'OUTCOME_UNKNOWN' })
    await stack.startWorker()
    expect(await sweepLaunches(stack.db, stack.dispatcher, 60_000)).toBe(0)
    expect(await sweepLaunches(stack.db, stack.dispatcher, -1_000)).toBe(1)
    expect(await sweepLaunches(stack.db, stack.dispatcher, -1_000)).toBe(0)
    expect((await recordedEvents(stack.db, run)).filter(({ type }) => type === 'run.launched')).toHaveLength(1)
    expect(await stack.dispatcher.launch(order)).toMatchObject({ status: 'recorded', answer: { kind: 'done' } })
  })

  test('every answer is lost on the way: the same batch under the same id still runs once', async () => {
    const order = launchOf(stack.shop, 'deaf', 'desk', now)
    const run = sopRunIdOf(order.commandId)
    await stack.startWorker()
    await stack.dispatcher.launch(order)
    const deaf = deafClient(stack.client, 3)
    const recordings: RecordedSignal = { waitRecorded: async () => true }
    const dispatcher = new Dispatcher(deaf, stack.db, recordings, { taskQueue: stack.taskQueue, patienceMs: 10_000 })
    const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => dispatcher.send(word(run, id))))
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('recorded'))
    await expect
      .poll(async () => (await recordedEvents(stack.db, run)).filter(({ type }) => type === 'comment.added').length)
      .toBe(5)
  })

  test('a run nobody launched is unknown, not an error', async () => {
    expect(await stack.dispatcher.send(count('r-nobody', 1))).toMatchObject({ status: 'failed', code: 'RUN_UNKNOWN' })
  })

  test('Postgres behind: the act is accepted, and known as recorded later', async () => {
    const run = sopRunIdOf(launchOf(stack.shop, 'deaf', 'desk', now).commandId)
    await stack.startWorker()
    const slow: RecordedSignal = { waitRecorded: async () => false }
    const dispatcher = new Dispatcher(stack.client, stack.db, slow, { taskQueue: stack.taskQueue })
    const outcome = await dispatcher.send(word(run, 'slow'))
    expect(outcome).toMatchObject({ status: 'accepted', answer: { kind: 'done' } })
    await expect.poll(() => stack.dispatcher.send(word(run, 'slow'), true)).toMatchObject({ status: 'recorded' })
  })
})

/** A client that loses the first answers of every update after the host has given them. */
function deafClient(client: Client, losses: number): Client {
  let left = losses
  const workflow = Object.create(client.workflow) as Client['workflow']
  workflow.getHandle = ((...args: Parameters<Client['workflow']['getHandle']>) => {
    const handle = client.workflow.getHandle(...args)
    const executeUpdate = async (...update: unknown[]) => {
      const answer: unknown = await (handle.executeUpdate as (...all: unknown[]) => Promise<unknown>)(...update)
      left -= 1
      if (left >= 0) throw new Error('socket hang up')
      return answer
    }
    return { ...handle, executeUpdate }
  }) as Client['workflow']['getHandle']
  return { connection: client.connection, workflow } as Client
}
