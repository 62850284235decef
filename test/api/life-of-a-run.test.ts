import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GiftRuns } from './gift-runs.ts'
import { giftLaunch, giftRuns } from './gift-runs.ts'
import type { EventPageBody, OpenApi, RunBody, RunStepBody, TaskBody } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
let gifts: GiftRuns
beforeAll(async () => {
  api = await openApi({ desks: true })
  gifts = giftRuns(api)
})
afterAll(() => api.close())

const store = 'douyin-shop'
const mug = { gift: 'mug', cost: 3000 }

/** What an auditor reads of a run. */
const telling = [
  'run.launched',
  'step.submitted',
  'approval.given',
  'step.completed',
  'external.received',
  'run.completed',
]

describe('a run through the door', () => {
  test('is launched, worked on by three people, and its history can be read', async () => {
    const run = await gifts.launched()
    expect(run).toMatchObject({ status: 'running', stage: 'choose', sopId: 'goodwill-gift', storeId: store })
    expect(run).toMatchObject({ launchedBy: 'cs-agent', correlationKey: run.inputs['order_no'] })
    expect(run.steps.map((step) => [step.stepId, step.status])).toEqual([
      ['gg-choose', 'open'],
      ['gg-send', 'planned'],
      ['gg-arrived', 'planned'],
    ])
    const [task] = await gifts.inbox(`mine&runId=${run.id}`, 'cs-agent-two')
    expect(task).toMatchObject({ stepId: 'gg-choose', candidateRole: 'cs-agent', assignee: null, status: 'open' })
    expect(Date.parse(task?.dueAt ?? '') - Date.parse(String(run.inputs['asked_at']))).toBe(2 * 3_600_000)

    const form = await api.get<TaskBody>(`/tasks/${task?.id}`, 'cs-agent')
    expect(form.body.form.map((field) => field.name)).toEqual(['gift', 'cost', 'address', 'photos', 'wrap'])
    expect(form.body.form[4]).toMatchObject({ name: 'wrap', proposal: 'plain', editable: true })
    const allowed = form.body.commands.filter((command) => command.allowed).map((command) => command.type)
    expect(allowed).toEqual(['claim', 'complete', 'skip', 'reassign', 'nudge'])

    const address = '杭州市西湖区 1 号'
    const done = await gifts.complete(await gifts.step(run.id, 'gg-choose'), 'cs-agent', { ...mug, address })
    expect(done).toMatchObject({
      status: 200,
      body: { status: 'submitted', answers: { ...mug, wrap: 'plain', address } },
    })
    expect(done.body.approvals).toMatchObject([
      { level: 1, role: 'cs-lead', decision: null },
      { level: 2, role: 'store-manager', openedAt: null },
    ])

    const [first] = await gifts.inbox(`mine&runId=${run.id}`, 'cs-lead')
    expect(first).toMatchObject({ level: 1, kind: 'approval', candidateRole: 'cs-lead' })
    const approve = (id: string | undefined, as: string, expectedRevision: number | undefined) =>
      api.post<RunStepBody>(`/tasks/${id}/approve`, as, { expectedRevision })
    expect(await approve(first?.id, 'cs-lead', first?.revision)).toMatchObject({
      status: 200,
      body: { status: 'submitted', approvals: [{ decision: 'approved', by: 'cs-lead', byName: 'Demo cs-lead' }, {}] },
    })
    const [second] = await gifts.inbox(`mine&runId=${run.id}`, 'store-manager')
    expect(await approve(second?.id, 'store-manager', second?.revision)).toMatchObject({
      status: 200,
      body: { status: 'done', completedBy: 'cs-agent' },
    })

    const waybill = `SF${run.id}`
    const sent = await gifts.complete(await gifts.step(run.id, 'gg-send'), 'warehouse', { waybill })
    expect(sent).toMatchObject({ status: 200, body: { status: 'done' } })
    const event = { id: randomUUID(), source: 'courier', type: 'parcel.received', subject: waybill, storeId: store }
    const told = { status: 'delivered', runs: [{ runId: run.id, delivered: true }] }
    expect(await api.post('/events', 'warehouse', event)).toMatchObject({ status: 200, body: told })
    expect(await api.post('/events', 'warehouse', event)).toMatchObject({ status: 200, body: { status: 'repeated' } })

    const ended = await api.get<RunBody>(`/runs/${run.id}`, 'auditor')
    expect(ended.body).toMatchObject({ status: 'completed', outcome: 'sent', record: { cost_fen: 3000 }, stage: null })
    expect(ended.body.progress).toEqual({ done: 3, open: 0, planned: 0, total: 3, percent: 100 })
    const { items } = (await api.get<EventPageBody>(`/runs/${run.id}/events?limit=100`, 'auditor')).body
    expect(items.map((item) => item.type).filter((type) => telling.includes(type))).toEqual([
      'run.launched',
      'step.submitted',
      'approval.given',
      'approval.given',
      'step.completed',
      'step.completed',
      'external.received',
      'step.completed',
      'run.completed',
    ])
    expect(items.map((item) => item.seq)).toEqual(items.map((_, index) => index + 1))
    expect(items[0]).toMatchObject({ actor: { personId: 'cs-agent', name: 'Demo cs-agent' }, door: 'api' })
    expect(items[0]?.workflowId).toBe(`desk/${store}/goodwill-gift/1`)
    expect(items.at(-1)?.hash).toBe(ended.body.hash)
  })

  test('is paged through without a gap or a repeat', async () => {
    const run = await gifts.launched()
    const page = async (query: string) => (await api.get<EventPageBody>(`/runs/${run.id}/events?${query}`, 'lead')).body
    const paged: unknown[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, nextCursor }: EventPageBody = await page(`limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      paged.push(...items)
      cursor = nextCursor
    }
    expect(paged).toEqual((await page('limit=100')).items)
  })
})

describe('typed once', () => {
  test('what the store knows of the order is filled in, with its source; what is typed wins', async () => {
    const inputs = { order_no: 'DY1002', asked_at: '2026-11-21T10:00:00+08:00', order_paid: 100 }
    const launch = { sopId: 'goodwill-gift', storeId: store, inputs, correlationKey: 'typed-once' }
    const run = await api.post<RunBody>('/runs', 'cs-agent', launch)
    const asKept = { platform: 'douyin', order_paid: 100, asked_at: '2026-11-21T02:00:00.000Z' }
    expect(run).toMatchObject({ status: 201, body: { inputs: asKept } })
    const { body } = await api.get<EventPageBody>(`/runs/${run.body.id}/events?type=run.launched`, 'lead')
    expect(body.items[0]?.data['filledFrom']).toEqual({ platform: 'order.platform of DY1002' })
  })

  test('an anchor may be given by its own name', async () => {
    const { inputs, ...launch } = giftLaunch()
    const { asked_at: at, ...others } = inputs
    const run = await api.post('/runs', 'cs-agent', { ...launch, inputs: others, anchors: { t0: at } })
    expect(run).toMatchObject({ status: 201, body: { inputs: { asked_at: at }, anchors: { t0: at } } })
  })
})

describe('once and no more', () => {
  test('the same key gives the first answer, for another body 422', async () => {
    const key = randomUUID()
    const body = giftLaunch()
    const first = await api.post('/runs', 'cs-agent', body, key)
    expect(first.status).toBe(201)
    const again = await api.post('/runs', 'cs-agent', body, key)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again).toMatchObject({ status: 201, body: first.body })
    const other = await api.post('/runs', 'cs-agent', giftLaunch(), key)
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } })
  })

  test('a refusal is an answer too', async () => {
    const run = await gifts.launched()
    const step = await gifts.step(run.id, 'gg-choose')
    const key = randomUUID()
    const submit = () => gifts.complete(step, 'cs-agent', { gift: 'vase', cost: 10_001 }, {}, key)
    const blocked = await submit()
    const findings = [{ pointer: '/answers/cost', code: 'R-GIFT', grade: 'block' }, { code: 'REASON_NEEDED' }]
    expect(blocked).toMatchObject({ status: 422, body: { code: 'FORM_BLOCKED', errors: findings } })
    expect(await submit()).toMatchObject({ status: 422, body: blocked.body })
  })

  test('a warning passes with a reason', async () => {
    const run = await gifts.launched()
    const step = await gifts.step(run.id, 'gg-choose')
    const dear = { gift: 'vase', cost: 6000 }
    expect(await gifts.complete(step, 'cs-agent', dear)).toMatchObject({ status: 422, body: { code: 'REASON_NEEDED' } })
    const reasons = { cost: 'a regular buyer' }
    expect(await gifts.complete(step, 'cs-agent', dear, { reasons })).toMatchObject({ status: 200, body: { reasons } })
  })

  test('one order has one open run: the second launch is shown the first', async () => {
    const body = giftLaunch()
    const answers = await Promise.all([1, 2, 3].map(() => api.post('/runs', 'cs-agent', body)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409])
    const won = answers.find((answer) => answer.status === 201)
    const lost = answers.find((answer) => answer.status === 409)
    expect(lost?.body).toMatchObject({ code: 'RUN_EXISTS', facts: { runId: won?.body['id'] } })
    const late = await api.post('/runs', 'cs-agent', body)
    expect(late).toMatchObject({ status: 409, body: { run: { id: won?.body['id'] } } })
  })

  test('of two claims one wins, and the other is told who', async () => {
    const run = await gifts.launched()
    const { taskId } = await gifts.step(run.id, 'gg-choose')
    const claim = (name: string) => api.post<RunStepBody>(`/tasks/${taskId}/claim`, name, {})
    const claims = await Promise.all(['cs-agent', 'cs-agent-two'].map(claim))
    expect(claims.map((answer) => answer.status).sort()).toEqual([200, 409])
    const winner = claims.find((answer) => answer.status === 200)?.body.assignee ?? ''
    const loser = claims.find((answer) => answer.status === 409)?.body
    expect(loser).toMatchObject({ code: 'TASK_CLAIMED', facts: { by: winner } })
    const released = await api.ask('POST', `/tasks/${taskId}/release`, { as: winner })
    expect(released).toMatchObject({ status: 200, body: { status: 'open', assignee: null } })
  })

  test('a second submit with another key meets a submitted task', async () => {
    const run = await gifts.launched()
    const step = await gifts.step(run.id, 'gg-choose')
    expect((await gifts.complete(step, 'cs-agent', mug)).status).toBe(200)
    const second = await gifts.complete(step, 'cs-agent', mug)
    expect(second).toMatchObject({ status: 409, body: { code: 'TASK_AWAITS_APPROVAL' } })
  })

  test('a stale form is refused and its draft is kept', async () => {
    const run = await gifts.launched()
    const step = await gifts.step(run.id, 'gg-choose')
    await api.post(`/tasks/${step.taskId}/claim`, 'cs-agent', {})
    const answers = { gift: 'mug', address: '西湖' }
    expect((await api.post(`/tasks/${step.taskId}/draft`, 'cs-agent', { answers })).status).toBe(200)
    const facts = { expected: step.revision, current: step.revision + 1 }
    const stale = await gifts.complete(step, 'cs-agent', mug)
    expect(stale).toMatchObject({ status: 409, body: { code: 'STALE_VERSION', facts } })
    expect((await api.get<TaskBody>(`/tasks/${step.taskId}`, 'cs-agent')).body.draft).toEqual(answers)
    expect((await api.get<TaskBody>(`/tasks/${step.taskId}`, 'cs-agent-two')).body.draft).toBe(null)
  })
})

describe('steering', () => {
  test('a paused run takes no acts until it is resumed; a cancelled one none at all', async () => {
    const run = await gifts.launched()
    const command = (as: string, body: object) => api.post(`/runs/${run.id}/commands`, as, body)
    const paused = await command('lead', { type: 'pause', reason: 'system down' })
    expect(paused).toMatchObject({ status: 200, body: { status: 'paused' } })
    const refused = await gifts.complete(await gifts.step(run.id, 'gg-choose'), 'cs-agent', mug)
    expect(refused).toMatchObject({ status: 409, body: { code: 'RUN_PAUSED' } })
    expect(await command('lead', { type: 'resume' })).toMatchObject({ status: 200, body: { status: 'running' } })
    expect(await command('cs-agent', { type: 'comment', text: 'asked twice' })).toMatchObject({ status: 200 })
    const cancelled = await command('cs-agent', { type: 'cancel', reason: 'buyer withdrew' })
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } })
    const late = await command('lead', { type: 'pause', reason: 'too late' })
    expect(late).toMatchObject({ status: 409, body: { code: 'RUN_CLOSED' } })
  })

  test('a return sends the work back to who submitted it', async () => {
    const run = await gifts.launched()
    await gifts.complete(await gifts.step(run.id, 'gg-choose'), 'cs-agent', mug)
    const [task] = await gifts.inbox(`mine&runId=${run.id}`, 'cs-lead')
    const send = (body: object) =>
      api.post(`/tasks/${task?.id}/return`, 'cs-lead', { expectedRevision: task?.revision, ...body })
    expect(await send({})).toMatchObject({ status: 422, body: { code: 'REASON_NEEDED' } })
    expect((await send({ reason: 'a cheaper one' })).status).toBe(200)
    const back = await gifts.step(run.id, 'gg-choose')
    expect(back).toMatchObject({ status: 'claimed', attempt: 2, assignee: 'cs-agent' })
  })
})
