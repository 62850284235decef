import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareHistory } from '#cli/history.ts'
import { sopRunIdOf } from '#dispatch/command-id.ts'
import { payloadCodec } from '#dispatch/payload-codec.ts'
import { moveOutSignal } from '#workflows/messages.ts'
import { openHostStack } from './host-stack.ts'
import type { HostStack } from './host-stack.ts'
import { recordedEvents, untilRecorded } from './recorded.ts'
import { addStore } from './shop.ts'
import { act, check, close, count, launchOf, wang } from './stock-count.ts'

const threeDaysAgo = new Date(Date.now() - 3 * 86_400_000).toISOString()
const names = Array.from({ length: 8 }, (_, n) => `d${n}`)
const runOf = (name: string) => sopRunIdOf(launchOf(stack.shop, name, 'desk', threeDaysAgo).commandId)

let stack: HostStack
beforeAll(async () => {
  stack = await openHostStack({ limits: { openRuns: 3, deskRunBytes: 20_000 } })
  await addStore(
    stack.owner,
    stack.shop,
    Object.fromEntries([...names, 'grows', 'sent'].map((name) => [`SKU-${name}`, 1])),
  )
  await addStore(stack.owner, `${stack.shop}-2`)
  await stack.startWorker()
})
afterAll(() => stack.close())

const desks = () =>
  stack.db.selectFrom('host').select(['hostId', 'state']).where('storeId', '=', stack.shop).orderBy('n').execute()

describe('desks that seal themselves at three open runs', () => {
  test('eight launches at once: three desks, each full but the last', async () => {
    const launched = await Promise.all(
      names.map((name) => stack.dispatcher.launch(launchOf(stack.shop, name, 'desk', threeDaysAgo))),
    )
    expect(launched.map((outcome) => outcome.status)).toEqual(names.map(() => 'recorded'))
    expect(await desks()).toEqual([
      { hostId: `desk/${stack.shop}/stock-count/1`, state: 'sealed' },
      { hostId: `desk/${stack.shop}/stock-count/2`, state: 'sealed' },
      { hostId: `desk/${stack.shop}/stock-count/3`, state: 'open' },
    ])
    const placed = await stack.db.selectFrom('launch').select(['hostId']).where('storeId', '=', stack.shop).execute()
    const perDesk = [1, 2, 3].map((n) => placed.filter(({ hostId }) => hostId.endsWith(`/${n}`)).length)
    expect(perDesk).toEqual([3, 3, 2])
  })

  test('a launch that comes again finds its run where it is, sealed or not', async () => {
    const again = await stack.dispatcher.launch(launchOf(stack.shop, 'd0', 'desk', threeDaysAgo))
    expect(again).toMatchObject({ status: 'recorded', answer: { kind: 'done', sopRunId: runOf('d0') } })
  })

  test('an open run with the same correlation key is named instead of starting a second', async () => {
    const twin = { ...launchOf(stack.shop, 'd1', 'desk', threeDaysAgo), commandId: `twin-${stack.shop}` }
    expect(await stack.dispatcher.launch(twin)).toEqual({
      status: 'exists',
      commandId: `twin-${stack.shop}`,
      sopRunId: runOf('d1'),
    })
  })

  test('a sealed desk ends when its last run is done and recorded; its runs stay known', async () => {
    const onFirst = await stack.db
      .selectFrom('launch')
      .select('sopRunId')
      .where('hostId', '=', `desk/${stack.shop}/stock-count/1`)
      .execute()
    for (const { sopRunId } of onFirst) {
      await stack.dispatcher.send(count(sopRunId, 2))
      await stack.dispatcher.send(check(sopRunId))
      await untilRecorded(stack.db, sopRunId, 'automation.succeeded')
      expect(await stack.dispatcher.send(close(sopRunId))).toMatchObject({
        status: 'recorded',
        answer: { kind: 'done' },
      })
    }
    await stack.client.workflow.getHandle(`desk/${stack.shop}/stock-count/1`).result()
    const [first] = onFirst
    expect(await stack.dispatcher.send(count(first?.sopRunId ?? '', 2, 'late'))).toMatchObject({
      answer: { kind: 'refused', refusal: { code: 'RUN_CLOSED' } },
    })
  })

  test('a correlation key is free again once its run has ended', async () => {
    const [ended] = await stack.db.selectFrom('launch').select('correlationKey').where('state', '=', 'ended').execute()
    const name = ended?.correlationKey?.slice('SKU-'.length) ?? ''
    const again = { ...launchOf(stack.shop, name, 'desk', threeDaysAgo), commandId: `second-count-${stack.shop}` }
    expect(await stack.dispatcher.launch(again)).toMatchObject({ status: 'recorded', answer: { kind: 'done' } })
  })

  test('two stores never share a desk', async () => {
    await stack.dispatcher.launch(launchOf(`${stack.shop}-2`, 'elsewhere', 'desk', threeDaysAgo))
    const row = await stack.db
      .selectFrom('launch')
      .select('hostId')
      .where('storeId', '=', `${stack.shop}-2`)
      .executeTakeFirst()
    expect(row?.hostId).toBe(`desk/${stack.shop}-2/stock-count/1`)
  })
})

describe('a run leaves its desk', () => {
  const talk = (run: string, n: number) =>
    act(run, `${run}/talk-${n}`, wang, { type: 'comment', text: `${n} ${'字'.repeat(700)}` })

  test('by itself when its history grows, and goes on in a host of its own without a gap', async () => {
    const order = launchOf(stack.shop, 'grows', 'desk', threeDaysAgo)
    const run = sopRunIdOf(order.commandId)
    await stack.dispatcher.launch(order)
    for (let n = 0; n < 30; n += 1)
      expect(await stack.dispatcher.send(talk(run, n))).toMatchObject({ status: 'recorded', answer: { kind: 'done' } })
    const described = await stack.client.workflow.getHandle(run).describe()
    expect([described.type, described.status.name]).toEqual(['stock-count', 'RUNNING'])
    const events = await recordedEvents(stack.db, run)
    expect(events.filter((event) => event.type === 'comment.added')).toHaveLength(30)
    const { differences } = await compareHistory(stack.client, payloadCodec(null), stack.db, run)
    expect(differences).toEqual([])
  })

  test('when an operator says so; another door that knows the old place finds it', async () => {
    const order = launchOf(stack.shop, 'sent', 'desk', threeDaysAgo)
    const run = sopRunIdOf(order.commandId)
    const another = stack.anotherDispatcher()
    await stack.dispatcher.launch(order)
    await another.send(talk(run, 0))
    const row = await stack.db.selectFrom('launch').select('hostId').where('sopRunId', '=', run).executeTakeFirst()
    await stack.client.workflow.getHandle(row?.hostId ?? '').signal(moveOutSignal, run)
    expect(await another.send(talk(run, 1))).toMatchObject({ status: 'recorded', answer: { kind: 'done' } })
    expect(await stack.dispatcher.send(talk(run, 2))).toMatchObject({ status: 'recorded', answer: { kind: 'done' } })
    const moved = await stack.db.selectFrom('launch').select('hostId').where('sopRunId', '=', run).executeTakeFirst()
    expect(moved?.hostId).toBe(run)
  })
})
