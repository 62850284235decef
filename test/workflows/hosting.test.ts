import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareHistory } from '#cli/history.ts'
import { sopRunIdOf } from '#dispatch/command-id.ts'
import { payloadCodec } from '#dispatch/payload-codec.ts'
import type { HostKind } from '#workflows/messages.ts'
import { openHostStack } from './host-stack.ts'
import type { HostStack } from './host-stack.ts'
import { recordedEvents, untilRecorded, withoutNature } from './recorded.ts'
import { addStore } from './shop.ts'
import { act, check, close, count, launchOf, li, wang } from './stock-count.ts'

const threeDaysAgo = new Date(Date.now() - 3 * 86_400_000).toISOString()

let stack: HostStack
beforeAll(async () => {
  stack = await openHostStack()
  await addStore(stack.owner, stack.shop, { 'SKU-own': 3, 'SKU-desk': 3 })
  await stack.startWorker()
})
afterAll(() => stack.close())

/** One story with a refused act, a blocked form, a return to normal and the end. */
async function play(hosting: HostKind): Promise<string> {
  const order = launchOf(stack.shop, hosting, hosting, threeDaysAgo)
  const run = sopRunIdOf(order.commandId)
  const { dispatcher } = stack
  expect(await dispatcher.launch(order)).toMatchObject({ status: 'recorded', answer: { kind: 'done', sopRunId: run } })
  // The count was due long ago: its wake-up comes by itself, before anybody acts.
  await untilRecorded(stack.db, run, 'step.overdue')
  expect(await dispatcher.send(count(run, 5000, 'too-many'))).toMatchObject({
    answer: { kind: 'refused', refusal: { code: 'FORM_BLOCKED' } },
  })
  expect(await dispatcher.send(check(run, 'too-early'))).toMatchObject({
    answer: { kind: 'refused', refusal: { code: 'STEP_NOT_OPEN' } },
  })
  expect(await dispatcher.send(count(run, 7))).toMatchObject({ status: 'recorded', answer: { kind: 'done' } })
  expect(await dispatcher.send(act(run, `${run}/pause`, li, { type: 'pause', reason: 'lunch' }))).toMatchObject({
    status: 'recorded',
  })
  expect(await dispatcher.send(act(run, `${run}/resume`, li, { type: 'resume' }))).toMatchObject({ status: 'recorded' })
  expect(await dispatcher.send(check(run))).toMatchObject({ answer: { kind: 'done' } })
  await untilRecorded(stack.db, run, 'automation.succeeded')
  expect(await dispatcher.send(act(run, `${run}/word`, wang, { type: 'comment', text: '数完了' }))).toMatchObject({
    answer: { kind: 'done' },
  })
  expect(await dispatcher.send(close(run))).toMatchObject({ answer: { kind: 'done' } })
  return run
}

describe('hosting', () => {
  test('the same commands give the same events in a host of their own and on a desk', async () => {
    const own = await recordedEvents(stack.db, await play('own'))
    const desk = await recordedEvents(stack.db, await play('desk'))
    expect(own.at(-1)?.type).toBe('run.completed')
    expect(withoutNature(desk)).toEqual(withoutNature(own))
  })

  test.each(['own', 'desk'] as const)(
    'a run hosted %s: Temporal alone tells the same history as Postgres',
    async (hosting) => {
      const run = sopRunIdOf(launchOf(stack.shop, hosting, hosting, threeDaysAgo).commandId)
      const { differences, witnessed, events } = await compareHistory(stack.client, payloadCodec(null), stack.db, run)
      expect(differences).toEqual([])
      expect(witnessed.events.size).toBe(events.length)
      expect(witnessed.answeredHashes.size).toBe(7)
    },
  )

  test('an own host carries its playbook as workflow type, its run as id, and ends with it', async () => {
    const run = sopRunIdOf(launchOf(stack.shop, 'own', 'own', threeDaysAgo).commandId)
    const described = await stack.client.workflow.getHandle(run).describe()
    expect(described.type).toBe('stock-count')
    expect(described.status.name).toBe('COMPLETED')
    expect(described.searchAttributes).toMatchObject({
      SopId: ['stock-count'],
      StoreId: [stack.shop],
      Hosting: ['own'],
      RunStatus: ['completed'],
    })
  })

  test('a desk stays when its run has ended, and sends who asks to the records', async () => {
    const described = await stack.client.workflow.getHandle(`desk/${stack.shop}/stock-count/1`).describe()
    expect(described.type).toBe('desk')
    expect(described.status.name).toBe('RUNNING')
    const run = sopRunIdOf(launchOf(stack.shop, 'desk', 'desk', threeDaysAgo).commandId)
    expect(await stack.dispatcher.send(count(run, 1, 'after-the-end'))).toMatchObject({
      status: 'recorded',
      answer: { kind: 'refused', refusal: { code: 'RUN_CLOSED' } },
    })
  })

  test.each(['own', 'desk'] as const)('a repeat after the end (%s) gets its first answer', async (hosting) => {
    const run = sopRunIdOf(launchOf(stack.shop, hosting, hosting, threeDaysAgo).commandId)
    const again = await stack.dispatcher.send(count(run, 7), true)
    const first = (await recordedEvents(stack.db, run)).filter((event) => event.commandId === `${run}/count`).at(-1)
    expect(again).toMatchObject({ status: 'recorded', answer: { kind: 'done', seq: first?.seq, hash: first?.hash } })
  })

  test('an automation that can never work becomes an incident of its step, its text the reason', async () => {
    const order = launchOf(stack.shop, 'no-such-sku', 'desk', threeDaysAgo)
    const run = sopRunIdOf(order.commandId)
    await stack.dispatcher.launch(order)
    await stack.dispatcher.send(count(run, 2))
    await stack.dispatcher.send(check(run))
    await untilRecorded(stack.db, run, 'incident.raised')
    const failed = (await recordedEvents(stack.db, run)).find((event) => event.type === 'automation.failed')
    expect(failed?.data['error']).toBe(
      `Store ${stack.shop} has no stock record of SKU SKU-no-such-sku; import it, then retry the step.`,
    )
  })
})
