import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { BoardPage, SavedViewList, StoreBoard, WorkReport } from '#api/contract/boards.ts'
import type { BulkAnswer, Preview } from '#api/contract/steering.ts'
import type { StorePeople } from '#api/contract/store-people.ts'
import type { GiftRuns } from './gift-runs.ts'
import { giftRuns } from './gift-runs.ts'
import type { OpenApi, RunBody } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
let gifts: GiftRuns
let late: RunBody
let other: RunBody
const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000).toISOString()
beforeAll(async () => {
  api = await openApi()
  gifts = giftRuns(api)
  other = await gifts.launched()
  late = await gifts.launched({ asked_at: twoDaysAgo })
})
afterAll(() => api.close())

const boardOf = async (as: string, query = '') =>
  (await api.get<z.infer<typeof BoardPage>>(`/boards/runs${query}`, as)).body.items

test('the board says what is late, where it stands and what comes next', async () => {
  const [first, second] = await boardOf('lead')
  expect(first).toMatchObject({ id: late.id, open: 1, late: 1, percent: 0, next: { stepId: 'gg-send' } })
  expect(first?.now).toMatchObject([{ stepId: 'gg-choose', role: 'cs-agent', assignee: null, late: true }])
  expect(first?.stages).toMatchObject([
    { id: 'choose', status: 'open', late: 1 },
    { id: 'send', status: 'planned', late: 0 },
  ])
  expect(second).toMatchObject({ id: other.id, late: 0 })
  expect((await boardOf('lead', '?late')).map((run) => run.id)).toEqual([late.id])
  expect(await boardOf('lead', '?storeId=tmall-flagship')).toEqual([])
})

test('the boards hold what one may see', async () => {
  expect(await boardOf('outsider')).toEqual([])
  expect(await boardOf('designer')).toEqual([])
  const stores = await api.get<z.infer<typeof StoreBoard>>('/boards/stores', 'auditor')
  expect(stores.body.items).toMatchObject([{ storeId: 'douyin-shop', sopId: 'goodwill-gift', runs: 2, lateRuns: 1 }])
  expect((await api.get<z.infer<typeof StoreBoard>>('/boards/stores', 'outsider')).body.items).toEqual([])
})

test('who works in a store, for those who work there', async () => {
  const { body } = await api.get<z.infer<typeof StorePeople>>('/stores/douyin-shop/people?role=cs-agent', 'lead')
  expect(body.items.map((person) => person.personId)).toEqual(['cs-agent', 'cs-agent-two'])
  expect((await api.get('/stores/douyin-shop/people', 'outsider')).status).toBe(404)
})

test('a view is kept for oneself, replaced under its name, and forgotten', async () => {
  const keep = (search: object) => api.post('/views', 'lead', { page: 'boards', name: '抖音晚了的', search })
  await keep({ storeId: 'douyin-shop' })
  expect((await keep({ storeId: 'douyin-shop', late: 'true' })).status).toBe(201)
  const views = async (as: string) =>
    (await api.get<z.infer<typeof SavedViewList>>('/views?page=boards', as)).body.items
  const [view, ...more] = await views('lead')
  expect(more).toEqual([])
  expect(view).toMatchObject({ name: '抖音晚了的', search: { storeId: 'douyin-shop', late: 'true' } })
  expect(await views('ops-lead')).toEqual([])
  expect((await api.ask('DELETE', `/views/${view?.id}`, { as: 'ops-lead' })).status).toBe(404)
  expect((await api.ask('DELETE', `/views/${view?.id}`, { as: 'lead' })).status).toBe(204)
  expect(await views('lead')).toEqual([])
})

test('a moved anchor is shown first and changes nothing', async () => {
  const to = new Date(Date.now() + 5 * 86_400_000).toISOString()
  const path = `/runs/${late.id}/previews`
  const { body } = await api.post<z.infer<typeof Preview>>(path, 'lead', { type: 'moveAnchor', anchor: 't0', to })
  expect(body.anchors['t0']).toEqual({ old: twoDaysAgo, new: to })
  const choose = body.changes.find((change) => change.stepId === 'gg-choose')
  expect(choose).toMatchObject({ status: 'open', old: { dueAt: late.dueAt }, late: false })
  const after = await api.get<RunBody>(`/runs/${late.id}`, 'lead')
  expect(after.body).toMatchObject({ seq: late.seq, anchors: late.anchors })
  await api.post(`/runs/${late.id}/commands`, 'lead', { type: 'moveAnchor', anchor: 't0', to, reason: '延期' })
  const moved = await api.get<RunBody>(`/runs/${late.id}`, 'lead')
  const due = moved.body.steps.find((step) => step.stepId === 'gg-choose')?.dueAt
  expect(due).toBe(choose?.new?.dueAt)
  expect((await api.post(path, 'cs-agent-two', { type: 'moveAnchor', anchor: 't0', to })).status).toBe(403)
  const unknown = await api.post(path, 'lead', { type: 'moveAnchor', anchor: 'x', to })
  expect(unknown).toMatchObject({ status: 400, body: { code: 'ANCHOR_UNKNOWN' } })
})

test('many tasks go to another person, first dry, each with its own answer', async () => {
  const one = await gifts.step(other.id, 'gg-choose')
  const act = { type: 'reassign', taskIds: [one.taskId, `${other.id}~none.1`], to: 'cs-agent-two', reason: '请假' }
  const dry = await api.post<z.infer<typeof BulkAnswer>>('/bulk-acts', 'lead', { ...act, dryRun: true })
  expect(dry.body).toMatchObject({ dryRun: true, done: 1, refused: 1 })
  expect((await gifts.step(other.id, 'gg-choose')).assignee).toBe(null)
  const real = await api.post<z.infer<typeof BulkAnswer>>('/bulk-acts', 'lead', act, 'bulk-1')
  expect(real.body.items).toMatchObject([{ ok: true }, { ok: false, code: 'NOT_FOUND' }])
  expect((await gifts.step(other.id, 'gg-choose')).assignee).toBe('cs-agent-two')
  const again = await api.post<z.infer<typeof BulkAnswer>>('/bulk-acts', 'lead', act, 'bulk-1')
  expect(again.body).toEqual(real.body)
  const refused = await api.post<z.infer<typeof BulkAnswer>>('/bulk-acts', 'warehouse', act)
  expect(refused.body.items[0]).toMatchObject({ ok: false, code: 'NOT_ALLOWED' })
})

test('many runs are cancelled; one that is over already says so', async () => {
  const [a, b] = [await gifts.launched(), await gifts.launched()]
  const cancel = (runIds: string[], dryRun: boolean) =>
    api.post<z.infer<typeof BulkAnswer>>('/bulk-acts', 'lead', { type: 'cancel', runIds, reason: '活动取消', dryRun })
  expect((await cancel([a.id, b.id], true)).body).toMatchObject({ done: 2, refused: 0 })
  expect((await cancel([a.id], false)).body.done).toBe(1)
  const both = await cancel([a.id, b.id], false)
  expect(both.body.items).toMatchObject([
    { id: a.id, ok: false, code: 'RUN_CLOSED' },
    { id: b.id, ok: true },
  ])
})

test('the report of work, for those who lead or audit', async () => {
  const task = await gifts.step((await gifts.launched()).id, 'gg-choose')
  await gifts.complete(task, 'cs-agent', { gift: 'mug', cost: 100 })
  const report = (as: string, query: string) => api.get<z.infer<typeof WorkReport>>(`/reports/work?${query}`, as)
  const { body } = await report('lead', 'by=person&storeId=douyin-shop')
  expect(body.items.map((line) => line.key)).toContain('cs-agent-two')
  const roles = await report('auditor', 'by=role')
  expect(roles.body.items.find((line) => line.key === 'cs-agent')).toMatchObject({ title: { zh: '客服' }, late: 0 })
  expect((await report('lead', 'by=person&from=2027-02-30')).body).toMatchObject({ code: 'INVALID_DATE' })
  expect((await report('cs-agent', 'by=person')).status).toBe(403)
})
