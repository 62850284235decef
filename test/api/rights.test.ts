import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GiftRuns, TaskStep } from './gift-runs.ts'
import { giftRuns } from './gift-runs.ts'
import type { OpenApi, RunBody, RunPageBody, TaskPageBody } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
let gifts: GiftRuns
let run: RunBody
let step: TaskStep
beforeAll(async () => {
  api = await openApi()
  gifts = giftRuns(api)
  run = await gifts.launched()
  step = await gifts.step(run.id, 'gg-choose')
})
afterAll(() => api.close())

const answers = { gift: 'mug', cost: 100 }

test.each(['outsider', 'designer'])('for %s, who has no part in it, the run does not exist', async (name) => {
  expect((await api.get(`/runs/${run.id}`, name)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  expect((await api.get(`/runs/${run.id}/events`, name)).status).toBe(404)
  expect((await api.post(`/runs/${run.id}/commands`, name, { type: 'comment', text: 'x' })).status).toBe(404)
  expect((await api.get(`/tasks/${step.taskId}`, name)).status).toBe(404)
  expect((await gifts.complete(step, name, answers)).status).toBe(404)
  expect(await gifts.inbox(`runId=${run.id}`, name)).toEqual([])
  expect((await api.get<RunPageBody>('/runs', name)).body.items).toEqual([])
})

test.each(['auditor', 'admin'])('%s looks on and does not act', async (name) => {
  const needed = { needed: expect.any(String) as string }
  const refused = await gifts.complete(step, name, answers)
  expect(refused).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED', facts: needed } })
  const cancelled = await api.post(`/runs/${run.id}/commands`, name, { type: 'cancel', reason: 'x' })
  expect(cancelled).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } })
  expect(await gifts.inbox(`runId=${run.id}`, name)).toMatchObject([{ id: step.taskId }])
  expect((await api.get<RunPageBody>('/runs?limit=1', name)).body.items).toMatchObject([{ id: run.id }])
})

test('a colleague of another post sees the run and may not do its step', async () => {
  expect((await api.get<RunPageBody>('/runs?limit=1', 'warehouse')).body.items).toMatchObject([{ id: run.id }])
  const refused = await gifts.complete(step, 'warehouse', answers)
  expect(refused).toMatchObject({ status: 403, body: { code: 'NOT_A_CANDIDATE' } })
  const steered = await api.post(`/runs/${run.id}/commands`, 'warehouse', { type: 'pause', reason: 'x' })
  expect(steered).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } })
})

test('nobody acts for another without standing in for them', async () => {
  const inVain = await gifts.complete(step, 'cs-agent-two', answers, { onBehalfOf: 'cs-agent' })
  expect(inVain).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED', facts: { onBehalfOf: 'cs-agent' } } })
  const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  await api.stack.owner
    .insertInto('absence')
    .values({ id: 'a-1', personId: 'cs-agent', fromAt: hour(-1), toAt: hour(1), substituteId: 'warehouse' })
    .execute()
  const other = await gifts.launched()
  const task = await gifts.step(other.id, 'gg-choose')
  const done = await gifts.complete(task, 'warehouse', answers, { onBehalfOf: 'cs-agent' })
  expect(done).toMatchObject({ status: 200, body: { status: 'submitted' } })
})

test("another person's cursor is none", async () => {
  await gifts.launched()
  const { body } = await api.get<TaskPageBody>('/tasks?limit=1', 'lead')
  expect(body.nextCursor).not.toBe(null)
  const foreign = await api.get(`/tasks?limit=1&cursor=${body.nextCursor}`, 'auditor')
  expect(foreign).toMatchObject({ status: 400, body: { code: 'INVALID_PAGE' } })
})

describe('named people are the only candidates of a role', () => {
  const inputs = (orderNo: string) => ({
    ...{ order_no: orderNo, platform: 'tmall', order_paid: 100, asked_at: new Date().toISOString() },
  })
  const launch = { sopId: 'goodwill-gift', storeId: 'douyin-shop' }

  test.each([
    ['by the launch', { inputs: inputs('N-1'), roles: { 'cs-agent': ['cs-agent'] } }],
    ['by its form', { inputs: { ...inputs('N-2'), team: { 'cs-agent': 'cs-agent' } } }],
    [
      'by both, the launch winning',
      { inputs: { ...inputs('N-3'), team: { 'cs-agent': 'cs-agent-two' } }, roles: { 'cs-agent': ['cs-agent'] } },
    ],
  ])('%s', async (_, named) => {
    const { body } = await api.post<RunBody>('/runs', 'lead', { ...launch, ...named })
    expect(await gifts.inbox(`mine&runId=${body.id}`, 'cs-agent')).toHaveLength(1)
    expect(await gifts.inbox(`mine&runId=${body.id}`, 'cs-agent-two')).toEqual([])
    const task = await gifts.step(body.id, 'gg-choose')
    const refused = await gifts.complete(task, 'cs-agent-two', answers)
    expect(refused).toMatchObject({ status: 403 })
  })

  test('who does not hold the role is refused where it was written', async () => {
    const team = { 'cs-agent': 'warehouse' }
    const refused = await api.post('/runs', 'lead', { ...launch, inputs: { ...inputs('N-4'), team } })
    const pointer = '/inputs/team/cs-agent/0'
    expect(refused).toMatchObject({ status: 400, body: { code: 'UNKNOWN_PERSON', errors: [{ pointer }] } })
  })
})
