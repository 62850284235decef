import { fileURLToPath } from 'node:url'
import { commandIdOf, sopRunIdOf } from '#dispatch/command-id.ts'
import type { HostKind } from '#workflows/messages.ts'
import { moveOutSignal, sealSignal } from '#workflows/messages.ts'
import { openHostStack, readPlaybook } from './host-stack.ts'
import type { History } from './history-file.ts'
import type { HostStack } from './host-stack.ts'
import { untilRecorded } from './recorded.ts'
import { addStore, publish } from './shop.ts'
import { act, check, close, count, launchOf, li, stockCount, wang } from './stock-count.ts'

export interface Story {
  name: string
  history: History
}

const shelfAudit = readPlaybook(fileURLToPath(new URL('./playbooks/shelf-audit.yaml', import.meta.url)))
const threeDaysAgo = () => new Date(Date.now() - 3 * 86_400_000).toISOString()
const names = ['own', 'long', 'moves', 'desk-1', 'desk-2', 'desk-3', 'refused', 'parent', 'due', 'fails']

/** Plays what hosts live through on a real server, each node kind and each way to end, and hands over their histories. */
export async function playStories(): Promise<Story[]> {
  const stack = await openHostStack({ limits: { updates: 8 } })
  try {
    await addStore(stack.owner, stack.shop, Object.fromEntries(names.slice(0, -1).map((name) => [`SKU-${name}`, 1])))
    await publish(stack.owner, stockCount)
    await stack.startWorker()
    const hosts = {
      whole: await playWhole(stack, 'own', 'own'),
      long: await playLong(stack),
      parent: await playParent(stack),
      moved: await playDesk(stack),
      due: await playDue(stack),
      'desk-sealed': `desk/${stack.shop}/stock-count/1`,
      'desk-next': `desk/${stack.shop}/stock-count/2`,
    }
    const stories: Story[] = []
    for (const [name, id] of Object.entries(hosts)) stories.push(...(await historiesOf(stack, name, id)))
    return stories
  } finally {
    await stack.close()
  }
}

async function playWhole(stack: HostStack, name: string, hosting: HostKind): Promise<string> {
  const order = launchOf(stack.shop, name, hosting, threeDaysAgo())
  const run = sopRunIdOf(order.commandId)
  await stack.dispatcher.launch(order)
  await stack.dispatcher.send(count(run, 5_000, 'too-many'))
  await stack.dispatcher.send(count(run, 5))
  await stack.dispatcher.send(check(run))
  await untilRecorded(stack.db, run, 'automation.succeeded')
  await stack.dispatcher.send(close(run))
  return run
}

async function playLong(stack: HostStack): Promise<string> {
  const order = launchOf(stack.shop, 'long', 'own', new Date().toISOString())
  const run = sopRunIdOf(order.commandId)
  await stack.dispatcher.launch(order)
  for (let n = 0; n < 20; n += 1)
    await stack.dispatcher.send(act(run, `${run}/${n}`, wang, { type: 'comment', text: `${n}` }))
  await stack.dispatcher.send(act(run, `${run}/pause`, li, { type: 'pause', reason: 'flood' }))
  await stack.dispatcher.send(act(run, `${run}/resume`, li, { type: 'resume' }))
  await stack.dispatcher.send(act(run, `${run}/cancel`, li, { type: 'cancel', reason: 'counted elsewhere' }))
  return run
}

async function playParent(stack: HostStack): Promise<string> {
  const order = launchOf(stack.shop, 'audit', 'own', threeDaysAgo())
  const parent = sopRunIdOf(order.commandId)
  const inputs = { sku: 'SKU-parent', audited_from: threeDaysAgo() }
  await stack.dispatcher.launch({
    ...order,
    actor: li,
    plan: shelfAudit,
    launch: { ...order.launch, inputs, correlationKey: null },
  })
  const look = { type: 'complete' as const, stepId: 'sa-look', answers: { doubtful: true } }
  await stack.dispatcher.send(act(parent, `${parent}/look`, li, look))
  await untilRecorded(stack.db, parent, 'child.started')
  const child = sopRunIdOf(commandIdOf('system', `child/${parent}/sa-look.1/1`))
  for (const command of [count(child, 1), check(child)]) await stack.dispatcher.send(command)
  await untilRecorded(stack.db, child, 'automation.succeeded')
  await stack.dispatcher.send(close(child))
  await untilRecorded(stack.db, parent, 'child.ended')
  return parent
}

async function playDesk(stack: HostStack): Promise<string> {
  await Promise.all(['desk-1', 'desk-2', 'desk-3', 'fails'].map((name) => playUntilChecked(stack, name)))
  const order = launchOf(stack.shop, 'moves', 'desk', threeDaysAgo())
  const run = sopRunIdOf(order.commandId)
  await stack.dispatcher.launch(order)
  const placed = await stack.db
    .selectFrom('launch')
    .select('hostId')
    .where('sopRunId', '=', run)
    .executeTakeFirstOrThrow()
  await stack.client.workflow.getHandle(placed.hostId).signal(moveOutSignal, run)
  await stack.dispatcher.send(count(run, 3))
  await stack.client.workflow.getHandle(placed.hostId).signal(sealSignal)
  await stack.dispatcher.launch(launchOf(stack.shop, 'desk-4', 'desk', threeDaysAgo()))
  await stack.dispatcher.send(close(sopRunIdOf(launchOf(stack.shop, 'desk-1', 'desk', threeDaysAgo()).commandId)))
  return run
}

async function playUntilChecked(stack: HostStack, name: string): Promise<void> {
  const order = launchOf(stack.shop, name, 'desk', threeDaysAgo())
  const run = sopRunIdOf(order.commandId)
  await stack.dispatcher.launch(order)
  await stack.dispatcher.send(count(run, 2))
  await stack.dispatcher.send(check(run))
  await untilRecorded(stack.db, run, name === 'fails' ? 'incident.raised' : 'automation.succeeded')
}

async function playDue(stack: HostStack): Promise<string> {
  const order = launchOf(stack.shop, 'due', 'own', new Date(Date.now() - 2 * 3_600_000 + 3_000).toISOString())
  const run = sopRunIdOf(order.commandId)
  await stack.dispatcher.launch(order)
  await untilRecorded(stack.db, run, 'step.overdue')
  return run
}

/** All Temporal runs of a host, oldest first. */
async function historiesOf(stack: HostStack, name: string, workflowId: string): Promise<Story[]> {
  const histories: History[] = []
  let runId: string | undefined
  do {
    const history = await stack.client.workflow.getHandle(workflowId, runId).fetchHistory()
    histories.unshift(history)
    runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined
  } while (runId)
  return histories.map((history, part) => ({ name: `${name}-part-${part + 1}`, history }))
}
