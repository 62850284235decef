import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandIdOf, sopRunIdOf } from '#dispatch/command-id.ts'
import type { LaunchOrder } from '#dispatch/dispatcher.ts'
import { openHostStack, readPlaybook } from './host-stack.ts'
import type { HostStack } from './host-stack.ts'
import { recordedEvents, untilRecorded } from './recorded.ts'
import { addStore, publish } from './shop.ts'
import { act, check, close, count, launchOf, li, stockCount, wang } from './stock-count.ts'

const shelfAudit = readPlaybook(fileURLToPath(new URL('./playbooks/shelf-audit.yaml', import.meta.url)))
const threeDaysAgo = new Date(Date.now() - 3 * 86_400_000).toISOString()

let stack: HostStack
beforeAll(async () => {
  stack = await openHostStack()
  await addStore(stack.owner, stack.shop, { 'SKU-audited': 5, 'SKU-linked': 5 })
  await publish(stack.owner, stockCount)
  await stack.startWorker()
})
afterAll(() => stack.close())

function auditOf(key: string): LaunchOrder {
  const order = launchOf(stack.shop, `audit-${key}`, 'own', threeDaysAgo)
  const inputs = { sku: `SKU-${key}`, audited_from: threeDaysAgo }
  return { ...order, actor: li, plan: shelfAudit, launch: { ...order.launch, inputs, correlationKey: null } }
}

const look = (run: string) =>
  act(run, `${run}/look`, li, { type: 'complete', stepId: 'sa-look', answers: { doubtful: true } })

describe('a playbook started from a run', () => {
  test('is a run of its own, awaited, and reports its end to its parent', async () => {
    const order = auditOf('audited')
    const parent = sopRunIdOf(order.commandId)
    await stack.dispatcher.launch(order)
    await stack.dispatcher.send(look(parent))
    await untilRecorded(stack.db, parent, 'child.started')
    const child = sopRunIdOf(commandIdOf('system', `child/${parent}/sa-look.1/1`))
    const launched = await stack.db.selectFrom('launch').selectAll().where('sopRunId', '=', child).executeTakeFirst()
    expect(launched).toMatchObject({
      sop: 'stock-count',
      correlationKey: 'SKU-audited',
      hostId: `desk/${stack.shop}/stock-count/1`,
    })
    for (const command of [count(child, 1), check(child)]) await stack.dispatcher.send(command)
    await untilRecorded(stack.db, child, 'automation.succeeded')
    await stack.dispatcher.send(close(child))
    await untilRecorded(stack.db, parent, 'child.ended')
    const ended = (await recordedEvents(stack.db, parent)).find(({ type }) => type === 'child.ended')
    expect(ended?.data).toMatchObject({ outcome: 'counted' })
  })

  test('that is not published becomes a task to start it by hand', async () => {
    const parent = sopRunIdOf(auditOf('audited').commandId)
    const polish = act(parent, `${parent}/polish`, wang, { type: 'complete', stepId: 'sa-polish', answers: {} })
    expect(await stack.dispatcher.send(polish)).toMatchObject({ answer: { kind: 'done' } })
    await untilRecorded(stack.db, parent, 'child.notPublished')
  })

  test('is linked instead when an open run has its correlation key', async () => {
    const open = launchOf(stack.shop, 'linked', 'desk', threeDaysAgo)
    await stack.dispatcher.launch(open)
    const order = auditOf('linked')
    const parent = sopRunIdOf(order.commandId)
    await stack.dispatcher.launch(order)
    await stack.dispatcher.send(look(parent))
    await untilRecorded(stack.db, parent, 'child.started')
    const started = (await recordedEvents(stack.db, parent)).find(({ type }) => type === 'child.started')
    expect(started?.data).toMatchObject({ runId: sopRunIdOf(open.commandId), linked: true })
  })
})
