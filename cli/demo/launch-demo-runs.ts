import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { parse } from 'yaml'
import type { Run, RunPage } from '#api/contract/runs.ts'
import type { TaskPage } from '#api/contract/tasks.ts'
import type { z } from 'zod'
import type { AskAs, Asked } from './ask-house.ts'
import { askHouse } from './ask-house.ts'
import { inDemoTime } from './demo-time.ts'

interface DemoRun {
  sop: string
  store: string
  as: string
  inputs: object
  acts?: readonly DemoAct[]
}

/** `answers` completes the step; `approve` decides its level with that reason. */
type DemoAct = { step: string; as: string } & ({ answers: object } | { approve: string })

const file = new URL('demo-runs.yaml', import.meta.url)
/** Demo stores keep this zone. */
const zone = 'Asia/Shanghai'
/** A step opens once the facts before it have come in. */
const openWithinMs = 20_000

/**
 * Launches the runs of demo-runs.yaml in a house that has none yet, and does what its people have done so far.
 * @param address of the house, whose worker is up.
 * @returns how many were launched: 0 when somebody has launched any before.
 * @throws when an answer is not what it should be, with the answer.
 */
export async function launchDemoRuns(address: string): Promise<number> {
  const ask = askHouse(address)
  const { items } = (await ask('lead', 'GET', '/runs?limit=1')).body as z.infer<typeof RunPage>
  if (items.length > 0) return 0
  const runs = inDemoTime(parse(readFileSync(file, 'utf8')), Date.now(), zone) as DemoRun[]
  const played = await Promise.allSettled(runs.map((run, at) => play(ask, run, `demo-run-${at}`)))
  for (const one of played) if (one.status === 'rejected') throw one.reason
  return runs.length
}

async function play(ask: AskAs, { sop, store, as, inputs, acts = [] }: DemoRun, key: string): Promise<void> {
  const launched = await ask(as, 'POST', '/runs', { sopId: sop, storeId: store, inputs }, key)
  expectStatus(launched, 201, sop)
  const { id } = launched.body as z.infer<typeof Run>
  for (const act of acts) await perform(ask, id, act, `${key}/${act.step}`)
}

async function perform(ask: AskAs, runId: string, act: DemoAct, key: string): Promise<void> {
  const [verb, given] = 'approve' in act ? ['approve', { reason: act.approve }] : ['complete', { answers: act.answers }]
  for (const giveUpAt = Date.now() + openWithinMs; ;) {
    const { id, revision } = await openTask(ask, runId, act)
    const path = `/tasks/${encodeURIComponent(id)}/${verb}`
    const answer = await ask(act.as, 'POST', path, { ...given, expectedRevision: revision }, `${key}/${revision}`)
    // Facts still come in and change the step.
    const isStale = (answer.body as { code?: string }).code === 'STALE_VERSION'
    if (!isStale || Date.now() > giveUpAt) return expectStatus(answer, 200, act.step)
  }
}

async function openTask(ask: AskAs, runId: string, { step, as }: DemoAct): Promise<{ id: string; revision: number }> {
  for (const giveUpAt = Date.now() + openWithinMs; Date.now() < giveUpAt; await pause(100)) {
    const { items } = (await ask(as, 'GET', `/tasks?mine=true&runId=${runId}`)).body as z.infer<typeof TaskPage>
    const task = items.find(({ stepId }) => stepId === step)
    if (task) return task
  }
  throw new Error(`${step} of run ${runId} did not open for ${as} within ${openWithinMs / 1_000} s`)
}

function expectStatus({ status, body }: Asked, wanted: number, what: string): void {
  if (status !== wanted) throw new Error(`${what} was answered with ${status}: ${JSON.stringify(body)}`)
}
