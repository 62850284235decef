import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sopRunIdOf } from '#dispatch/command-id.ts'
import type { RunEvent } from '#engine/model/run-event.ts'
import { openHostStack } from './host-stack.ts'
import type { HostStack } from './host-stack.ts'
import { recordedEvents, untilRecorded } from './recorded.ts'
import { addStore } from './shop.ts'
import { act, check, close, count, launchOf, li } from './stock-count.ts'
import { openVirtualTime } from './virtual-time.ts'
import type { VirtualTime } from './virtual-time.ts'

let time: VirtualTime
let stack: HostStack
beforeAll(async () => {
  // A Wednesday, 10:00 in the store.
  time = await openVirtualTime('2027-03-10T02:00:00.000Z')
  stack = await openHostStack({ temporal: time.temporal })
  await addStore(stack.owner, stack.shop, { 'SKU-slow': 1, 'SKU-quick': 1, 'SKU-lazy': 1 })
  await stack.startWorker()
})
afterAll(async () => {
  await stack.close()
  await time.close()
})

// To the minute: a wake-up is never early and at most seconds late.
const told = (events: RunEvent[]) =>
  events
    .filter(({ type }) => /reminded|overdue|escalated|opened/.test(type))
    .map(({ type, stepId, at }) => [at.slice(0, 16), type, stepId])

describe('time', () => {
  test('reminder, overdue and opening come at their instants, days apart, with nobody acting', async () => {
    const order = launchOf(stack.shop, 'slow', 'own', '2027-03-10T03:00:00.000Z')
    const run = sopRunIdOf(order.commandId)
    expect(await stack.dispatcher.launch(order)).toMatchObject({ status: 'recorded' })
    // Due t0 + 2 h = 05:00 UTC; the reminder comes four fifths of the way there, a quarter past it the superior has it.
    await time.travelTo('2027-03-10T05:10:00.000Z')
    await untilRecorded(stack.db, run, 'step.overdue')
    const events = await recordedEvents(stack.db, run)
    expect(told(events)).toEqual([
      [expect.stringMatching(/^2027-03-10T02:0/), 'step.opened', 'sc-count'],
      ['2027-03-10T04:36', 'step.reminded', 'sc-count'],
      ['2027-03-10T05:00', 'step.overdue', 'sc-count'],
    ])
    expect(await stack.dispatcher.send(count(run, 3))).toMatchObject({ status: 'recorded', answer: { kind: 'done' } })
    expect(await stack.dispatcher.send(check(run))).toMatchObject({ status: 'recorded', answer: { kind: 'done' } })
    await untilRecorded(stack.db, run, 'automation.succeeded')
    await time.travelTo('2027-03-12T03:00:05.000Z')
    await expect
      .poll(async () => told(await recordedEvents(stack.db, run)).at(-1), { timeout: 10_000 })
      .toEqual(['2027-03-12T03:00', 'step.opened', 'sc-close'])
    expect(await stack.dispatcher.send(close(run))).toMatchObject({ status: 'recorded', answer: { kind: 'done' } })
  })

  test('a paused run is not woken for its steps; resumed, it counts on from where it stood', async () => {
    const start = await time.now()
    const order = launchOf(stack.shop, 'quick', 'desk', start)
    const run = sopRunIdOf(order.commandId)
    await stack.dispatcher.launch(order)
    await stack.dispatcher.send(act(run, `${run}/pause`, li, { type: 'pause', reason: 'flood' }))
    await time.travelTo(new Date(Date.parse(start) + 30 * 3_600_000).toISOString())
    const paused = await recordedEvents(stack.db, run)
    expect(paused.at(-1)?.type).toBe('run.paused')
    await stack.dispatcher.send(act(run, `${run}/resume`, li, { type: 'resume' }))
    const moved = (await recordedEvents(stack.db, run)).find(({ type }) => type === 'due.changed')
    const movedMs = Date.parse(moved?.data['new'] as string) - Date.parse(moved?.data['old'] as string)
    expect(movedMs / 3_600_000).toBeCloseTo(30, 1)
    expect(await stack.dispatcher.send(count(run, 1))).toMatchObject({ answer: { kind: 'done' } })
  })

  test('timers are lazy: forty acts of a day cost a handful of timers, not one each', async () => {
    const order = launchOf(stack.shop, 'lazy', 'own', await time.now())
    const run = sopRunIdOf(order.commandId)
    await stack.dispatcher.launch(order)
    for (let n = 0; n < 40; n += 1)
      await stack.dispatcher.send(act(run, `${run}/word-${n}`, li, { type: 'comment', text: `${n}` }))
    const history = await stack.client.workflow.getHandle(run).fetchHistory()
    const timers = history.events?.filter((event) => event.timerStartedEventAttributes) ?? []
    const cancelled = history.events?.filter((event) => event.timerCanceledEventAttributes) ?? []
    expect([timers.length, cancelled.length]).toEqual([1, 0])
  })
})
