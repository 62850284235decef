import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { compareHistory } from '#cli/history.ts'
import { freePort } from '#cli/stack/free-port.ts'
import { payloadCodec } from '#dispatch/payload-codec.ts'
import type { HostKind } from '#workflows/messages.ts'
import { password } from '../api/shop-people.ts'
import { openHostStack } from '../workflows/host-stack.ts'
import type { HostStack } from '../workflows/host-stack.ts'
import { recordedEvents } from '../workflows/recorded.ts'
import { keepAlive } from './mortal-process.ts'
import type { MortalProcess } from './mortal-process.ts'
import { patientPerson } from './patient-person.ts'
import type { PatientPerson } from './patient-person.ts'
import { emailOf, fillReturnShops } from './return-shops.ts'

/** Ten of each by default; `STORM_RUNS=100` is the whole storm of 200, which needs a machine of its own. */
const runsPerHosting = Number(process.env['STORM_RUNS'] ?? 10)
/** Milliseconds for all cases at so many seconds each, and five minutes for what dies in between. */
const patience = (secondsEach: number): number => 300_000 + 2 * runsPerHosting * secondsEach * 1_000
/** Where each dies, in this order; launches first, for few cases are soon all launched. */
const workerEnds = [
  'after-record-commit:3',
  'in-continue-as-new:1',
  'before-record-commit:7',
  'after-record-commit:12',
  'before-record-commit:2',
]
const apiEnds = ['after-launch-row:4', 'after-launch-row:2', 'after-update:6', 'before-update:9', 'after-update:15']
/** Cases under way at any moment: enough to fill every batch, few enough for two cores that carry the servers too. */
const cases = Math.min(24, runsPerHosting)

let stack: HostStack
let worker: MortalProcess
let api: MortalProcess
let shops: Record<HostKind, string>
let agent: PatientPerson
let lead: PatientPerson
let warehouse: PatientPerson
const runs: { runId: string; hosting: HostKind; n: number }[] = []

beforeAll(async () => {
  stack = await openHostStack()
  shops = { own: `${stack.shop}-own`, desk: `${stack.shop}-desk` }
  await fillReturnShops(stack.owner, shops, runsPerHosting)
  const { address } = inject('temporal')
  const port = await freePort()
  const env = {
    ...process.env,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: stack.namespace,
    DATABASE_URL_WORKER: stack.urls.workerUrl,
    DATABASE_URL_API: stack.urls.apiUrl,
    ZHANGFA_TASK_QUEUE: stack.taskQueue,
    ZHANGFA_HOME: join(inject('testHome'), 'faults'),
    PORT: String(port),
    TEST_EVIDENCE: mkdtempSync(join(inject('testHome'), 'evidence-')),
    // Low enough that desks continue as new, and fill up, in the middle of it all.
    TEST_UPDATES_PER_RUN: '12',
    TEST_OPEN_RUNS: '40',
  }
  worker = keepAlive({ program: 'cli/worker.ts', env, failPoints: workerEnds })
  api = keepAlive({ program: 'test/faults/api-program.ts', env, failPoints: apiEnds })
  const door = `http://127.0.0.1:${port}/api/v1`
  const person = async (post: string): Promise<PatientPerson> => patientPerson(door, await signIn(door, post))
  ;[agent, lead, warehouse] = [await person('cs-agent'), await person('cs-lead'), await person('warehouse')]
}, 180_000)
afterAll(async () => {
  await Promise.all([worker.stop(), api.stop()])
  await stack.close()
})

async function signIn(address: string, post: string): Promise<string> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
  const body = JSON.stringify({ email: emailOf(post), password })
  const answer = await fetch(`${address}/session`, { ...init, body }).catch(() => null)
  if (answer?.status === 200) return ((await answer.json()) as { token: string }).token
  await new Promise((resolve) => setTimeout(resolve, 200))
  return signIn(address, post)
}

/** A mug in the wrong size comes back whole: money first by row M5, approved because ¥159 are more than an agent pays alone. */
const story = [
  ...['rr-apply', 'rr-evidence', 'rr-eligibility', 'rr-liability', 'rr-method', 'rr-amount', 'rr-approve'],
  ...['rr-refund', 'rr-return-instruct', 'rr-track', 'rr-inspect', 'rr-dispose', 'rr-follow-up', 'rr-close'],
]

async function live(hosting: HostKind, n: number): Promise<void> {
  const now = (): string => new Date().toISOString()
  const inputs = { order_no: `R-${n}`, applied_at: now(), wanted: 'return_refund', reason: 'size' }
  const launch = { sopId: 'return-refund', storeId: shops[hosting], inputs }
  const runId = await agent.launch(launch, `${shops[hosting]}/${n}`)
  runs.push({ runId, hosting, n })
  await agent.act(runId, 'rr-apply', 'complete', { buyer_words: 'Too small' })
  await agent.act(runId, 'rr-evidence', 'complete', {})
  await agent.act(runId, 'rr-liability', 'complete', { liable: 'buyer', basis: 'the chart was right' })
  await agent.act(runId, 'rr-method', 'complete', {})
  await lead.act(runId, 'rr-approve', 'approve')
  await agent.act(runId, 'rr-refund', 'complete', { refund_no: `RF-${n}`, paid_at: now() })
  await agent.act(runId, 'rr-return-instruct', 'complete', { address: 'Gate 3', way: 'buyer_ship' })
  await warehouse.act(runId, 'rr-track', 'complete', { arrival: 'received', received_at: now() })
  const photos = await warehouse.pictures(runId, 'rr-inspect', 2)
  const grade = { grade: 'A', photos, matches_reason: true, caused_by: 'as_reported' }
  await warehouse.act(runId, 'rr-inspect', 'complete', grade)
  await warehouse.act(runId, 'rr-dispose', 'complete', { disposal: 'restock' })
  await agent.act(runId, 'rr-follow-up', 'complete', { satisfaction: 5 })
}

describe('worker and API are killed five times each while returns are worked on in both kinds of host', () => {
  test('every return can be driven to its end', { timeout: patience(6) }, async () => {
    const left = Array.from({ length: runsPerHosting }, (_, n) => n).flatMap((n) => [
      { hosting: 'own' as const, n },
      { hosting: 'desk' as const, n },
    ])
    const onePlace = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) await live(next.hosting, next.n)
    }
    await Promise.all(Array.from({ length: cases }, onePlace))
    expect([worker.failPointsLeft(), api.failPointsLeft()]).toEqual([0, 0])
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(2 * runsPerHosting)
  })

  test('rows and history agree: every run is completed, no task is left', async () => {
    const openRuns = () => stack.db.selectFrom('sopRun').select('id').where('status', '<>', 'completed').execute()
    // The last restocking may still be under way in a worker that was killed.
    await expect.poll(openRuns, { timeout: 60_000, interval: 500 }).toEqual([])
    const all = await stack.db.selectFrom('sopRun').select('id').execute()
    const tasks = await stack.db.selectFrom('task').select('taskId').execute()
    const unsettled = await stack.db.selectFrom('launch').select('sopRunId').where('state', '<>', 'ended').execute()
    expect([all.length, tasks, unsettled]).toEqual([2 * runsPerHosting, [], []])
  })

  test('each has a whole chain, in which each step was completed once', async () => {
    for (const { runId } of runs) {
      const events = await recordedEvents(stack.db, runId)
      const completed = events.filter(({ type }) => type === 'step.completed').map(({ stepId }) => stepId)
      expect(completed).toEqual(story)
      expect(events.filter(({ type }) => type === 'automation.succeeded')).toHaveLength(1)
      expect(events.at(-1)?.type).toBe('run.completed')
    }
  })

  test('each mug went back on its shelf once', async () => {
    const stock = await stack.db.selectFrom('stock').select(['storeId', 'sku', 'onHand']).execute()
    expect(stock.filter(({ onHand }) => onHand !== 11)).toEqual([])
    expect(stock).toHaveLength(2 * runsPerHosting)
  })

  test('Temporal alone tells the same of all of them', { timeout: patience(4) }, async () => {
    for (const { runId } of runs) {
      const { differences } = await compareHistory(stack.client, payloadCodec(null), stack.db, runId)
      expect(differences).toEqual([])
    }
  })
})
