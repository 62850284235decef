import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '#api/house.ts'
import { sealWithHouseKey } from '#api/door/seal.ts'
import type { Database } from '#db/database.ts'
import { jsonParameter } from '#db/json-parameter.ts'
import type { RunBody, RunStepBody } from '../open-api.ts'
import { store } from './cast.ts'

/** What `{name}` stands for in an address or a body. */
export type Objects = Record<string, string | number>

/** States of a step and its run that an act may meet. */
export type State = 'open' | 'claimed' | 'done' | 'cancelled'

type Send = <Body>(by: string, url: string, body?: unknown) => Promise<Body>

/** Makes a run of the small playbook in each state, and one object of each other kind, all in the store. */
export async function objectsOf(
  app: App,
  owner: Database,
  { piiKey, evidenceFolder }: { piiKey: Buffer; evidenceFolder: string },
  tokenOf: (personId: string) => string,
): Promise<Record<State, Objects>> {
  const send: Send = async (by, url, body) => {
    const headers = { authorization: `Bearer ${tokenOf(by)}`, 'idempotency-key': randomUUID() }
    const asked = body === undefined ? { method: 'GET' as const } : { method: 'POST' as const, payload: body as object }
    const answer = await app.inject({ ...asked, url: `/api/v1${url}`, headers })
    if (answer.statusCode >= 300) throw new Error(`${url} as ${by}: ${answer.body}`)
    return answer.json()
  }
  const open = await launched(send)
  const claimed = await launched(send)
  const submitted = await launched(send)
  const done = await launched(send)
  const cancelled = await launched(send)
  await send('second-agent', `/tasks/${(await chosen(send, claimed)).task}/claim`, {})
  for (const run of [submitted, done, cancelled]) await complete(send, run)
  for (const by of ['of-cs-lead', 'of-store-manager']) await approve(send, done, by)
  await send('of-lead', `/runs/${cancelled}/commands`, { type: 'cancel', reason: 'matrix' })
  const { level, levelRevision } = await withLevel(send, submitted)
  return {
    open: {
      ...(await chosen(send, open)),
      level,
      levelRevision,
      ...(await others(owner, piiKey, evidenceFolder, open)),
    },
    claimed: await chosen(send, claimed),
    done: await withLevel(send, done),
    cancelled: await withLevel(send, cancelled),
  }
}

let orders = 0

async function launched(send: Send): Promise<string> {
  const inputs = { order_no: `M${++orders}`, platform: 'douyin', order_paid: 9900, asked_at: new Date().toISOString() }
  return (await send<RunBody>('of-lead', '/runs', { sopId: 'goodwill-gift', storeId: store, inputs })).id
}

/** The run's first step as the objects name it. */
async function chosen(
  send: Send,
  run: string,
): Promise<{ store: string; run: string; task: string; revision: number }> {
  const { steps } = await send<RunBody>('of-lead', `/runs/${run}`)
  const step = steps.find(({ stepId }) => stepId === 'gg-choose')
  if (!step) throw new Error('no first step')
  return { store, run, task: `${run}~${step.instanceKey}`, revision: step.revision }
}

async function withLevel(send: Send, run: string) {
  const step = await chosen(send, run)
  return { ...step, level: `${step.task}~a1`, levelRevision: step.revision }
}

async function complete(send: Send, run: string): Promise<void> {
  const { task, revision } = await chosen(send, run)
  const answers = { gift: 'mug', cost: 100 }
  await send<RunStepBody>('of-cs-agent', `/tasks/${task}/complete`, { answers, expectedRevision: revision })
}

async function approve(send: Send, run: string, by: string): Promise<void> {
  const { task, revision } = await chosen(send, run)
  const level = by === 'of-cs-lead' ? 1 : 2
  await send(by, `/tasks/${task}~a${level}/approve`, { expectedRevision: revision })
}

/** What is made by other routes, put there at once. */
async function others(owner: Database, piiKey: Buffer, evidenceFolder: string, run: string): Promise<Objects> {
  const [evidence, at] = [randomUUID(), '2026-11-20T00:00:00Z']
  const file = { fileName: 'a.txt', mediaType: 'text/plain', bytes: 1, sha256: '0'.repeat(64), path: 'a.txt' }
  writeFileSync(join(evidenceFolder, file.path), 'a')
  await owner
    .insertInto('evidence')
    .values({ id: evidence, sopRunId: run, stepKey: null, personId: 'of-lead', ...file })
    .execute()
  const urlSealed = sealWithHouseKey(piiKey, 'robot-1', 'http://127.0.0.1:9/robot')
  await owner
    .insertInto('robot')
    .values({
      id: 'robot-1',
      storeId: store,
      kind: 'dingtalk',
      name: 'r',
      urlSealed,
      secretSealed: null,
      createdBy: 'of-admin',
    })
    .execute()
  await owner
    .insertInto('auditSample')
    .values({
      ...{
        id: 'sample-1',
        storeId: store,
        sop: 'goodwill-gift',
        outcome: null,
        fromAt: at,
        toAt: '2026-11-21T00:00:00Z',
      },
      ...{ seed: 's', size: 1, population: 1, populationSha256: '0'.repeat(64), drawnBy: 'of-auditor' },
    })
    .execute()
  await owner
    .insertInto('breakGlass')
    .values({
      ...{ id: 'emergency-1', storeId: store, personId: 'of-lead', role: 'warehouse', reason: 'matrix' },
      ...{ openedAt: at, endsAt: '2026-11-20T00:30:00Z' },
    })
    .execute()
  await owner
    .insertInto('erasure')
    .values({
      ...{ id: 'erasure-1', storeId: store, sopRunId: run, scope: 'run' as const, runIds: jsonParameter([run]) },
      ...{ legalBasis: 'unlawful', reason: 'matrix', askedBy: 'of-lead' },
    })
    .execute()
  await owner.insertInto('auditSampleItem').values({ sampleId: 'sample-1', n: 1, sopRunId: run }).execute()
  const post = 'post-of-of-leaver'
  return {
    evidence,
    robot: 'robot-1',
    emergency: 'emergency-1',
    erasure: 'erasure-1',
    sample: 'sample-1',
    post,
    notice: '1',
    view: 'no-such-view',
    session: 'no-such-session',
  }
}
