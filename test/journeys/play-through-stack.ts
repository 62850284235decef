import { vi } from 'vitest'
import { compareHistory } from '#cli/history.ts'
import { payloadCodec } from '#dispatch/payload-codec.ts'
import { setParameter } from '#db/writes/set-parameter.ts'
import type { Database } from '#db/database.ts'
import type { PlayAct } from '#engine/rehearsal/play.ts'
import type { HostLimits } from '#workflows/messages.ts'
import type { RunBody, RunStepBody } from '../api/open-api.ts'
import type { Scenario } from '../scenarios/told.ts'
import { sendAct } from './send-act.ts'
import type { Lived } from './read-told.ts'
import { readTold } from './read-told.ts'
import { openVirtualShop } from './virtual-shop.ts'
import type { VirtualShop } from './virtual-shop.ts'

export interface JourneyOptions {
  /**
   * How far ahead of its instant everybody acts. In memory acts of an instant come before what falls due in it; on a clock
   * that runs on, whoever acts at the very due must start before it.
   */
  aheadMs?: number
  limits?: Partial<HostLimits>
  /** What the store's data must hold. */
  prepare?: (owner: Database) => Promise<void>
  /** What else happens in the store before the launch. */
  before?: (shop: VirtualShop) => Promise<void>
}

/** How long a host may take on a busy machine until something shows. */
const patience = { timeout: 45_000, interval: 50 }

/** Lives a story through API, worker, Temporal and Postgres: launched by the lead, each act by the demo sign-in of its role. */
export async function playThroughStack(scenario: Scenario, options: JourneyOptions = {}): Promise<Lived> {
  const { aheadMs = 0 } = options
  const { request, sop, storeId } = scenario
  const sooner = (at: string): string => new Date(Date.parse(at) - aheadMs).toISOString()
  const shop = await openVirtualShop({ sop, startAt: sooner(request.startAt), ...options })
  try {
    const { owner, client } = shop.api.stack
    for (const [name, value] of Object.entries(request.params ?? {}))
      await setParameter(owner, { storeId, sop, name, value }, 'system')
    await options.before?.(shop)
    const begunMs = performance.now()
    const runId = await launch(shop, scenario)
    const refusals: Lived['refusals'] = []
    for (const act of inOrder(request.acts)) {
      await shop.travelTo(sooner(act.at))
      const refusal = await sendAct(shop, { runId, storeId, at: act.at, patience }, act)
      if (refusal) refusals.push(refusal)
    }
    const run = await vi.waitFor(async () => {
      const now = await readRun(shop, runId)
      if (now.status !== 'completed') throw new Error(`${sop} goes on: ${unfinished(now.steps)}`)
      return now
    }, patience)
    const tookMs = performance.now() - begunMs
    const told = await readTold(shop, run, aheadMs)
    const { differences, witnessed } = await compareHistory(client, payloadCodec(null), shop.api.db, runId)
    const hosts = { differences, temporalRuns: witnessed.readFrom.length }
    return { ...told, ...hosts, refusals, tookMs }
  } finally {
    await shop.close()
  }
}

async function launch(shop: VirtualShop, { sop, storeId, request }: Scenario): Promise<string> {
  const body = { sopId: sop, storeId, inputs: request.inputs }
  const answer = await shop.ask<RunBody>('lead', 'POST', '/runs', body)
  if (answer.status !== 201) throw new Error(`${sop} is not launched: ${JSON.stringify(answer.body)}`)
  return answer.body.id
}

async function readRun(shop: VirtualShop, runId: string): Promise<RunBody> {
  return (await shop.ask<RunBody>('lead', 'GET', `/runs/${runId}`)).body
}

function inOrder(acts: readonly PlayAct[]): PlayAct[] {
  return [...acts].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function unfinished(steps: readonly RunStepBody[]): string {
  const over = new Set(['done', 'skipped', 'cancelled'])
  return steps
    .filter(({ status }) => !over.has(status))
    .map(({ instanceKey, status }) => `${instanceKey} ${status}`)
    .join(', ')
}
