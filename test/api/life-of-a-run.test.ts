import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const store = 'douyin-shop'
let orders = 0

/** A launch of the small playbook for an order nobody has used yet. */
const gift = (more: object = {}) => {
  orders += 1
  const inputs = { order_no: `X${orders}`, platform: 'douyin', order_paid: 9900, asked_at: new Date().toISOString() }
  return { sopId: 'goodwill-gift', storeId: store, inputs, ...more }
}
const launched = async (more: object = {}): Promise<Answer['body']> => {
  const answer = await api.post('/runs', 'cs-agent', gift(more))
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 201 })
  return answer.body
}
const stepOf = async (runId: string, stepId: string) => {
  const { body } = await api.get(`/runs/${runId}`, 'lead')
  return body.steps.find((step: { stepId: string }) => step.stepId === stepId)
}
const complete = (taskId: string, as: string, revision: number, answers: object, more: object = {}, key?: string) =>
  api.post(`/tasks/${taskId}/complete`, as, { answers, expectedRevision: revision, ...more }, key)

describe('a run through the door', () => {
  test('is launched, worked on by three people, and its history can be read', async () => {
    const run = await launched()
    expect(run).toMatchObject({ status: 'running', stage: 'choose', sopId: 'goodwill-gift', storeId: store, launchedBy: 'cs-agent', correlationKey: `X${orders}` })
    expect(run.steps.map((step: { stepId: string; status: string }) => [step.stepId, step.status])).toEqual([
      ['gg-choose', 'open'], ['gg-send', 'planned'], ['gg-arrived', 'planned'],
    ])
    const inbox = await api.get(`/tasks?mine&runId=${run.id}`, 'cs-agent-two')
    expect(inbox.body.items).toMatchObject([{ stepId: 'gg-choose', candidateRole: 'cs-agent', assignee: null, status: 'open', level: null }])
    const [task] = inbox.body.items
    expect(Date.parse(task.dueAt) - Date.parse(run.inputs.asked_at)).toBe(2 * 3_600_000)

    const form = await api.get(`/tasks/${task.id}`, 'cs-agent')
    expect(form.body.form.map((field: { name: string }) => field.name)).toEqual(['gift', 'cost', 'address', 'photos', 'wrap'])
    expect(form.body.form[4]).toMatchObject({ name: 'wrap', proposal: 'plain', editable: true })
    expect(form.body.commands.filter((command: { allowed: boolean }) => command.allowed).map((command: { type: string }) => command.type)).toEqual(['claim', 'complete', 'skip', 'reassign'])

    const done = await complete(task.id, 'cs-agent', task.revision, { gift: 'mug', cost: 3000, address: '杭州市西湖区 1 号' })
    expect(done).toMatchObject({ status: 200, body: { status: 'submitted', answers: { gift: 'mug', cost: 3000, wrap: 'plain', address: '杭州市西湖区 1 号' } } })
    expect(done.body.approvals).toMatchObject([{ level: 1, role: 'cs-lead', decision: null }, { level: 2, role: 'store-manager', openedAt: null }])

    const [first] = (await api.get(`/tasks?mine&runId=${run.id}`, 'cs-lead')).body.items
    expect(first).toMatchObject({ level: 1, kind: 'approval', candidateRole: 'cs-lead' })
    const approved = await api.post(`/tasks/${first.id}/approve`, 'cs-lead', { expectedRevision: first.revision })
    expect(approved).toMatchObject({ status: 200, body: { status: 'submitted', approvals: [{ decision: 'approved', by: 'cs-lead', byName: 'Demo cs-lead' }, {}] } })
    const [second] = (await api.get(`/tasks?mine&runId=${run.id}`, 'store-manager')).body.items
    expect(await api.post(`/tasks/${second.id}/approve`, 'store-manager', { expectedRevision: second.revision })).toMatchObject({ status: 200, body: { status: 'done', completedBy: 'cs-agent' } })

    const send = await stepOf(run.id, 'gg-send')
    expect(await complete(send.taskId, 'warehouse', send.revision, { waybill: `SF${run.id}` })).toMatchObject({ status: 200, body: { status: 'done' } })
    const event = { id: randomUUID(), source: 'courier', type: 'parcel.received', subject: `SF${run.id}`, storeId: store }
    expect(await api.post('/events', 'warehouse', event)).toMatchObject({ status: 200, body: { status: 'delivered', runs: [{ runId: run.id, delivered: true }] } })
    expect(await api.post('/events', 'warehouse', event)).toMatchObject({ status: 200, body: { status: 'repeated', runs: [] } })

    const ended = await api.get(`/runs/${run.id}`, 'auditor')
    expect(ended.body).toMatchObject({ status: 'completed', outcome: 'sent', record: { cost_fen: 3000 }, progress: { percent: 100, done: 3, total: 3 }, stage: null })
    const history = await api.get(`/runs/${run.id}/events?limit=100`, 'auditor')
    const types = history.body.items.map((item: { type: string }) => item.type)
    expect(types.filter((type: string) => ['run.launched', 'step.submitted', 'approval.given', 'step.completed', 'external.received', 'run.completed'].includes(type))).toEqual([
      'run.launched', 'step.submitted', 'approval.given', 'approval.given', 'step.completed', 'step.completed', 'external.received', 'step.completed', 'run.completed',
    ])
    expect(history.body.items.map((item: { seq: number }) => item.seq)).toEqual(types.map((_: string, index: number) => index + 1))
    expect(history.body.items[0]).toMatchObject({ actor: { personId: 'cs-agent', name: 'Demo cs-agent' }, door: 'api', workflowId: `desk/${store}/goodwill-gift/1` })
    expect(history.body.items.at(-1).hash).toBe(ended.body.hash)
  })

  test('is paged through without a gap or a repeat', async () => {
    const run = await launched()
    const all = (await api.get(`/runs/${run.id}/events?limit=100`, 'lead')).body.items
    const paged: unknown[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Answer = await api.get(`/runs/${run.id}/events?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`, 'lead')
      paged.push(...page.body.items)
      cursor = page.body.nextCursor
    }
    expect(paged).toEqual(all)
  })
})

describe('typed once', () => {
  test('what the store knows of the order is filled in, with its source; what is typed wins', async () => {
    const inputs = { order_no: 'DY1002', asked_at: '2026-11-21T10:00:00+08:00', order_paid: 100 }
    const run = await api.post('/runs', 'cs-agent', { sopId: 'goodwill-gift', storeId: store, inputs, correlationKey: 'typed-once' })
    expect(run).toMatchObject({ status: 201, body: { inputs: { platform: 'douyin', order_paid: 100, asked_at: '2026-11-21T02:00:00.000Z' } } })
    const { body } = await api.get(`/runs/${run.body.id}/events?type=run.launched`, 'lead')
    expect(body.items[0].data.filledFrom).toEqual({ platform: 'order.platform of DY1002' })
  })

  test('an anchor may be given by its own name', async () => {
    const { asked_at: at, ...inputs } = gift().inputs
    const run = await api.post('/runs', 'cs-agent', { ...gift(), inputs, anchors: { t0: at } })
    expect(run).toMatchObject({ status: 201, body: { inputs: { asked_at: at }, anchors: { t0: at } } })
  })
})

describe('once and no more', () => {
  test('the same key gives the first answer, for another body 422', async () => {
    const key = randomUUID()
    const body = gift()
    const first = await api.post('/runs', 'cs-agent', body, key)
    expect(first.status).toBe(201)
    const again = await api.post('/runs', 'cs-agent', body, key)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again).toMatchObject({ status: 201, body: first.body })
    expect(await api.post('/runs', 'cs-agent', gift(), key)).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } })
  })

  test('a refusal is an answer too', async () => {
    const run = await launched()
    const step = await stepOf(run.id, 'gg-choose')
    const key = randomUUID()
    const blocked = await complete(step.taskId, 'cs-agent', step.revision, { gift: 'vase', cost: 10_001 }, {}, key)
    expect(blocked).toMatchObject({ status: 422, body: { code: 'FORM_BLOCKED', errors: expect.arrayContaining([expect.objectContaining({ pointer: '/answers/cost', code: 'R-GIFT' })]) } })
    expect(await complete(step.taskId, 'cs-agent', step.revision, { gift: 'vase', cost: 10_001 }, {}, key)).toMatchObject({ status: 422, body: blocked.body })
  })

  test('one order has one open run: the second launch is shown the first', async () => {
    const body = gift()
    const answers = await Promise.all([1, 2, 3].map(() => api.post('/runs', 'cs-agent', body)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409])
    const won = answers.find((answer) => answer.status === 201)
    const lost = answers.find((answer) => answer.status === 409)
    expect(lost?.body).toMatchObject({ code: 'RUN_EXISTS', facts: { runId: won?.body.id } })
    expect(await api.post('/runs', 'cs-agent', body)).toMatchObject({ status: 409, body: { run: { id: won?.body.id } } })
  })

  test('of two claims one wins, and the other is told who', async () => {
    const run = await launched()
    const step = await stepOf(run.id, 'gg-choose')
    const claims = await Promise.all(['cs-agent', 'cs-agent-two'].map((name) => api.post(`/tasks/${step.taskId}/claim`, name, {})))
    expect(claims.map((claim) => claim.status).sort()).toEqual([200, 409])
    const winner = claims.find((claim) => claim.status === 200)?.body.assignee
    expect(claims.find((claim) => claim.status === 409)?.body).toMatchObject({ code: 'TASK_CLAIMED', facts: { by: winner } })
    expect(await api.post(`/tasks/${step.taskId}/release`, winner, {})).toMatchObject({ status: 200, body: { status: 'open', assignee: null } })
  })

  test('a second submit with another key meets a finished task', async () => {
    const run = await launched()
    const step = await stepOf(run.id, 'gg-choose')
    const answers = { gift: 'mug', cost: 3000 }
    expect((await complete(step.taskId, 'cs-agent', step.revision, answers)).status).toBe(200)
    expect(await complete(step.taskId, 'cs-agent', step.revision, answers)).toMatchObject({ status: 409, body: { code: 'TASK_AWAITS_APPROVAL' } })
  })

  test('a stale form is refused and its draft is kept', async () => {
    const run = await launched()
    const step = await stepOf(run.id, 'gg-choose')
    await api.post(`/tasks/${step.taskId}/claim`, 'cs-agent', {})
    expect((await api.post(`/tasks/${step.taskId}/draft`, 'cs-agent', { answers: { gift: 'mug', address: '西湖' } })).status).toBe(200)
    expect(await complete(step.taskId, 'cs-agent', step.revision, { gift: 'mug', cost: 3000 })).toMatchObject({
      status: 409, body: { code: 'STALE_VERSION', facts: { expected: step.revision, current: step.revision + 1 } },
    })
    expect((await api.get(`/tasks/${step.taskId}`, 'cs-agent')).body.draft).toEqual({ gift: 'mug', address: '西湖' })
    expect((await api.get(`/tasks/${step.taskId}`, 'cs-agent-two')).body.draft).toBe(null)
  })
})

describe('steering', () => {
  test('a paused run takes no acts until it is resumed; a cancelled one none at all', async () => {
    const run = await launched()
    const command = (as: string, body: object) => api.post(`/runs/${run.id}/commands`, as, body)
    expect(await command('lead', { type: 'pause', reason: 'system down' })).toMatchObject({ status: 200, body: { status: 'paused' } })
    const step = await stepOf(run.id, 'gg-choose')
    expect(await complete(step.taskId, 'cs-agent', step.revision, { gift: 'mug', cost: 1 })).toMatchObject({ status: 409, body: { code: 'RUN_PAUSED' } })
    expect(await command('lead', { type: 'resume' })).toMatchObject({ status: 200, body: { status: 'running' } })
    expect(await command('cs-agent', { type: 'comment', text: 'asked twice' })).toMatchObject({ status: 200 })
    expect(await command('cs-agent', { type: 'cancel', reason: 'buyer withdrew' })).toMatchObject({ status: 200, body: { status: 'cancelled' } })
    expect(await command('lead', { type: 'pause', reason: 'too late' })).toMatchObject({ status: 409, body: { code: 'RUN_CLOSED' } })
  })

  test('a return sends the work back with its answers offered', async () => {
    const run = await launched()
    const step = await stepOf(run.id, 'gg-choose')
    await complete(step.taskId, 'cs-agent', step.revision, { gift: 'mug', cost: 3000 })
    const [task] = (await api.get(`/tasks?mine&runId=${run.id}`, 'cs-lead')).body.items
    expect(await api.post(`/tasks/${task.id}/return`, 'cs-lead', { expectedRevision: task.revision })).toMatchObject({ status: 422, body: { code: 'REASON_NEEDED' } })
    expect((await api.post(`/tasks/${task.id}/return`, 'cs-lead', { expectedRevision: task.revision, reason: 'a cheaper one' })).status).toBe(200)
    const back = await stepOf(run.id, 'gg-choose')
    expect(back).toMatchObject({ status: 'claimed', attempt: 2, assignee: 'cs-agent' })
  })
})
