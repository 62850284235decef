import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareHistory } from '#cli/history.ts'
import { sopRunIdOf } from '#dispatch/command-id.ts'
import { payloadCodec } from '#dispatch/payload-codec.ts'
import { hostQuery } from '#workflows/messages.ts'
import type { HostReport } from '#workflows/messages.ts'
import { openHostStack } from './host-stack.ts'
import type { HostStack } from './host-stack.ts'
import { recordedEvents, untilRecorded } from './recorded.ts'
import { addStore } from './shop.ts'
import { act, check, close, count, launchOf, wang } from './stock-count.ts'

const threeDaysAgo = new Date(Date.now() - 3 * 86_400_000).toISOString()

let stack: HostStack
beforeAll(async () => {
  stack = await openHostStack({ limits: { updates: 3 } })
  await addStore(stack.owner, stack.shop, { 'SKU-long': 1, 'SKU-desk-1': 1, 'SKU-desk-2': 1, 'SKU-storm': 1 })
  await stack.startWorker()
})
afterAll(() => stack.close())

const word = (run: string, n: number) => act(run, `${run}/word-${n}`, wang, { type: 'comment', text: `word ${n}` })

describe('continue as new after three updates', () => {
  test('an own host goes on over many Temporal runs: nothing lost, nothing twice, one chain', async () => {
    const order = launchOf(stack.shop, 'long', 'own', threeDaysAgo)
    const run = sopRunIdOf(order.commandId)
    await stack.dispatcher.launch(order)
    await stack.dispatcher.send(count(run, 4))
    for (let n = 0; n < 12; n += 1)
      expect(await stack.dispatcher.send(word(run, n))).toMatchObject({ answer: { kind: 'done' } })
    await stack.dispatcher.send(check(run))
    await untilRecorded(stack.db, run, 'automation.succeeded')
    expect(await stack.dispatcher.send(close(run))).toMatchObject({ status: 'recorded', answer: { kind: 'done' } })
    const events = await recordedEvents(stack.db, run)
    const words = events.filter((event) => event.type === 'comment.added').map((event) => event.data['text'])
    expect(words).toEqual(Array.from({ length: 12 }, (_, n) => `word ${n}`))
    expect(events.at(-1)?.type).toBe('run.completed')
    const { differences, witnessed } = await compareHistory(stack.client, payloadCodec(null), stack.db, run)
    expect(differences).toEqual([])
    expect(witnessed.readFrom.length).toBeGreaterThanOrEqual(4)
    const described = await stack.client.workflow.getHandle(run).describe()
    expect(described.searchAttributes).toMatchObject({
      SopId: ['stock-count'],
      Hosting: ['own'],
      RunStatus: ['completed'],
    })
  })

  test('a repeat after continue-as-new, unknown to Temporal, gets its first answer from the host', async () => {
    const order = launchOf(stack.shop, 'desk-1', 'desk', threeDaysAgo)
    const run = sopRunIdOf(order.commandId)
    await stack.dispatcher.launch(order)
    const first = await stack.dispatcher.send(word(run, 0))
    for (let n = 1; n < 8; n += 1) await stack.dispatcher.send(word(run, n))
    const again = await stack.dispatcher.send(word(run, 0))
    expect(again).toEqual(first)
    const words = (await recordedEvents(stack.db, run)).filter((event) => event.type === 'comment.added')
    expect(words).toHaveLength(8)
  })

  test('a storm of commands from three doors during continue-as-new: each once, in one chain', async () => {
    const order = launchOf(stack.shop, 'storm', 'desk', threeDaysAgo)
    const run = sopRunIdOf(order.commandId)
    await stack.dispatcher.launch(order)
    const doors = [stack.dispatcher, stack.anotherDispatcher(), stack.anotherDispatcher()]
    const outcomes = await Promise.all(
      Array.from({ length: 90 }, async (_, n) => {
        await new Promise((resolve) => setTimeout(resolve, n * 15))
        return doors[n % 3]?.send(word(run, n))
      }),
    )
    expect(outcomes.filter((outcome) => outcome?.status !== 'recorded')).toEqual([])
    const words = (await recordedEvents(stack.db, run)).filter((event) => event.type === 'comment.added')
    expect(new Set(words.map((event) => event.data['text'])).size).toBe(90)
    expect(words).toHaveLength(90)
  })

  test('the timer of a run survives: what falls due after continue-as-new still happens', async () => {
    // Due two hours after a start 1 h 59 min 54 s ago: six seconds from now.
    const order = launchOf(stack.shop, 'desk-2', 'desk', new Date(Date.now() - 2 * 3_600_000 + 6_000).toISOString())
    const run = sopRunIdOf(order.commandId)
    await stack.dispatcher.launch(order)
    for (let n = 0; n < 4; n += 1) await stack.dispatcher.send(word(run, n))
    await untilRecorded(stack.db, run, 'step.overdue', 20_000)
    const report = await stack.client.workflow
      .getHandle(`desk/${stack.shop}/stock-count/1`)
      .query<HostReport>(hostQuery)
    expect(report).toMatchObject({ kind: 'desk', openRuns: 3, sealed: false, unstorable: {} })
  })
})
