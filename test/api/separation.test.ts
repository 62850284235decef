import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ClaimKeeper } from '#api/rights/claim-keeper.ts'
import type { OpenApi, RunBody, RunStepBody } from './open-api.ts'
import { openApi } from './open-api.ts'
import { publish } from './shop-people.ts'

let api: OpenApi
let aheadMs = 0
beforeAll(async () => {
  api = await openApi({ now: () => new Date(Date.now() + aheadMs).toISOString() })
  await publish(api.stack.owner, 'test/api/playbooks/petty-cash.yaml')
})
afterAll(() => api.close())

const storeId = 'douyin-shop'
const launched = async (): Promise<RunBody> => {
  const inputs = { asked_at: new Date().toISOString() }
  const answer = await api.post<RunBody>('/runs', 'cs-agent', { sopId: 'petty-cash', storeId, inputs })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body
}
const stepOf = async (runId: string, stepId: string) => {
  const { body } = await api.get<RunBody>(`/runs/${runId}`, 'lead')
  const step = body.steps.find((item) => item.stepId === stepId)
  if (!step) throw new Error(`no ${stepId}`)
  return step
}
/** Money asked for by cs-agent; the first level is the cs-lead's. */
const asked = async (amount = 120_00) => {
  const run = await launched()
  const { taskId, revision } = await stepOf(run.id, 'pc-ask')
  const body = { answers: { amount }, expectedRevision: revision }
  const done = await api.post<RunStepBody>(`/tasks/${taskId}/complete`, 'cs-agent', body)
  if (done.status !== 200) throw new Error(JSON.stringify(done.body))
  const agree = await stepOf(run.id, 'pc-agree')
  const url = `/tasks/${agree.approvals[0]?.taskId}/approve`
  return { runId: run.id, url, body: { expectedRevision: agree.revision } }
}
const hired = async (id: string, role: string, by: string) => {
  const { owner } = api.stack
  const { passwordHash } = await owner
    .selectFrom('person')
    .select('passwordHash')
    .where('id', '=', 'lead')
    .executeTakeFirstOrThrow()
  await owner
    .insertInto('person')
    .values({ id, email: `${id}@demo.local`, name: id, passwordHash })
    .execute()
  const held = { id: `post-of-${id}`, personId: id, role, storeId, grantedBy: by }
  await owner.insertInto('membership').values(held).execute()
}
const refusedIn = async (runId: string) =>
  (await api.get<{ items: { type: string; data: object }[] }>(`/runs/${runId}/events?type=act.refused`, 'lead')).body
    .items

describe('deciding about money', () => {
  test('a role given after the request, or by who asked, does not count; both attempts are in the history', async () => {
    await hired('friend', 'cs-lead', 'cs-agent')
    const { runId, url, body } = await asked()
    await hired('late', 'cs-lead', 'admin')
    for (const name of ['late', 'friend']) {
      expect(await api.post(url, name, body)).toMatchObject({ status: 403, body: { code: 'SOD_LATE_ROLE' } })
    }
    expect(await refusedIn(runId)).toMatchObject([{ data: { code: 'SOD_LATE_ROLE' } }, {}])
    expect((await api.post(url, 'cs-lead', body)).status).toBe(200)
  })

  test('of two who approve at once one does, and nothing is approved twice', async () => {
    const { runId, url, body } = await asked()
    await hired('second-lead', 'cs-lead', 'admin')
    await api.stack.owner
      .updateTable('membership')
      .set({ fromAt: '2026-01-01T00:00:00Z' })
      .where('personId', '=', 'second-lead')
      .execute()
    await Promise.all([api.signIn('cs-lead'), api.signIn('second-lead')])
    const answers = await Promise.all(['cs-lead', 'second-lead'].map((name) => api.post(url, name, body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const given = await api.get<{ items: object[] }>(`/runs/${runId}/events?type=approval.given`, 'lead')
    expect(given.body.items).toHaveLength(1)
  })

  test('every role the amount may call sees the run and decides in its turn', async () => {
    const { runId, url } = await asked(3_000_00)
    for (const [name, level] of [
      ['cs-lead', 1],
      ['store-manager', 2],
      ['finance', 3],
    ] as const) {
      const { revision } = await stepOf(runId, 'pc-agree')
      const address = url.replace('~a1/', `~a${level}/`)
      expect((await api.post(address, name, { expectedRevision: revision })).status).toBe(200)
    }
    expect(await stepOf(runId, 'pc-agree')).toMatchObject({ status: 'done' })
  })

  test('whoever stands in for somebody does not approve what they asked for in that name', async () => {
    const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    const away = { id: 'away', personId: 'cs-agent', fromAt: hour(-1), toAt: hour(1), substituteId: 'cs-lead' }
    await api.stack.owner.insertInto('absence').values(away).execute()
    const run = await launched()
    const { taskId, revision } = await stepOf(run.id, 'pc-ask')
    const body = { answers: { amount: 120_00 }, expectedRevision: revision, onBehalfOf: 'cs-agent' }
    expect((await api.post(`/tasks/${taskId}/complete`, 'cs-lead', body)).status).toBe(200)
    const agree = await stepOf(run.id, 'pc-agree')
    const own = await api.post(`/tasks/${agree.approvals[0]?.taskId}/approve`, 'cs-lead', {
      expectedRevision: agree.revision,
    })
    expect(own).toMatchObject({ status: 403, body: { code: 'SOD_SELF_APPROVAL' } })
    expect(await refusedIn(run.id)).toMatchObject([{ data: { code: 'SOD_SELF_APPROVAL' } }])
  })

  test('a password typed more than five minutes ago is asked for again; the same key then goes on', async () => {
    const { url, body } = await asked()
    await api.signIn('cs-lead')
    aheadMs = 6 * 60_000
    try {
      const stale = await api.post(url, 'cs-lead', body, 'approve-once')
      expect(stale).toMatchObject({ status: 403, body: { code: 'FRESH_SIGN_IN_NEEDED' } })
      const again = { email: 'cs-lead@demo.local', password: 'zhangfa-demo' }
      const { token } = (await api.ask<{ token: string }>('POST', '/session', { body: again, key: null })).body
      await new Promise((resolve) => setTimeout(resolve, 1_600))
      const headers = { authorization: `Bearer ${token}` }
      expect((await api.ask('POST', url, { body, headers, key: 'approve-once' })).status).toBe(200)
    } finally {
      aheadMs = 0
    }
  })
})

test('an act tried without the right to it is an event of the house: who, what, on which object, and the code', async () => {
  const run = await launched()
  await api.post(`/runs/${run.id}/commands`, 'auditor', { type: 'cancel', reason: 'x' })
  await api.post(`/runs/${run.id}/commands`, 'outsider', { type: 'cancel', reason: 'x' })
  const { body } = await api.get<{ items: object[] }>('/house/events?objectType=operation&limit=2', 'admin')
  const objectId = 'POST /api/v1/runs/:runId/commands'
  expect(body.items).toMatchObject([
    {
      personId: 'outsider',
      storeId,
      action: 'act.refused',
      objectId,
      after: { code: 'NOT_FOUND', on: { runId: run.id } },
    },
    { personId: 'auditor', storeId, action: 'act.refused', objectId, after: { code: 'NOT_ALLOWED' } },
  ])
})

test('whoever loses a role loses what they had claimed in it, and the history says so', async () => {
  await hired('leaver', 'cs-agent', 'admin')
  const run = await launched()
  const { taskId } = await stepOf(run.id, 'pc-ask')
  expect((await api.post(`/tasks/${taskId}/claim`, 'leaver', {})).status).toBe(200)
  const keeper = new ClaimKeeper({ db: api.db, way: api.deps.way, now: api.deps.now })
  expect(await keeper.endLost()).toBe(0)
  const ended = performance.now()
  expect((await api.post('/posts/post-of-leaver/end', 'admin', { reason: 'left' })).status).toBe(200)
  expect(await keeper.endLost()).toBe(1)
  expect(await stepOf(run.id, 'pc-ask')).toMatchObject({ status: 'open', assignee: null })
  expect(performance.now() - ended).toBeLessThan(5_000)
  expect(await keeper.endLost()).toBe(0)
  const released = await api.get<{ items: object[] }>(`/runs/${run.id}/events?type=step.released`, 'lead')
  expect(released.body.items).toMatchObject([
    { actor: { personId: 'system' }, data: { from: 'leaver', because: 'roleEnded' } },
  ])
})
