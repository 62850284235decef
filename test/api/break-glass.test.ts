import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenApi, RunBody } from './open-api.ts'
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
const hourMs = 3_600_000
const taken = (as: string, more: object = {}) =>
  api.post<{ id: string }>('/break-glass', as, {
    storeId,
    role: 'cs-lead',
    minutes: 60,
    reason: 'everybody is ill',
    ...more,
  })
const asked = async () => {
  const inputs = { asked_at: new Date().toISOString() }
  const run = (await api.post<RunBody>('/runs', 'cs-agent', { sopId: 'petty-cash', storeId, inputs })).body
  return run.steps.find(({ stepId }) => stepId === 'pc-ask')!
}

describe('a role taken in an emergency', () => {
  test('is for leads, with a reason, an hour at most, and no role without steps', async () => {
    expect(await taken('cs-agent')).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } })
    expect((await taken('admin')).status).toBe(403)
    expect(await taken('lead', { minutes: 61 })).toMatchObject({ status: 400, body: { code: 'OUT_OF_RANGE' } })
    expect(await taken('lead', { reason: ' ' })).toMatchObject({ status: 400, body: { code: 'REQUIRED' } })
    expect(await taken('lead', { role: 'admin' })).toMatchObject({ status: 400, body: { code: 'UNKNOWN_ROLE' } })
    expect(await taken('lead', { role: 'ops-lead' })).toMatchObject({ status: 409, body: { code: 'POST_EXISTS' } })
  })

  test('lets one do that role’s steps while it lasts, and is looked at by somebody else afterwards', async () => {
    const step = await asked()
    const body = { answers: { amount: 10_00 }, expectedRevision: step.revision }
    const url = `/tasks/${step.taskId}/complete`
    expect((await api.post(url, 'ops-lead', body)).status).toBe(403)
    const { id } = (await taken('ops-lead', { role: 'cs-agent', minutes: 30 })).body
    expect((await api.post(url, 'ops-lead', body)).status).toBe(200)
    const review = (as: string, note = 'fine') => api.post(`/break-glass/${id}/review`, as, { verdict: 'ok', note })
    expect(await review('store-manager')).toMatchObject({ status: 409, body: { code: 'BREAK_GLASS_OVER' } })
    expect((await api.post(`/break-glass/${id}/end`, 'ops-lead', undefined)).body).toMatchObject({
      open: false,
      acts: 1,
    })
    expect((await api.post(`/tasks/${(await asked()).taskId}/claim`, 'ops-lead', {})).status).toBe(403)

    expect(await review('ops-lead')).toMatchObject({ status: 403 })
    aheadMs = 25 * hourMs
    const token = async (name: string) => {
      const signIn = { email: `${name}@demo.local`, password: 'zhangfa-demo' }
      return (await api.ask<{ token: string }>('POST', '/session', { body: signIn, key: null })).body.token
    }
    const headers = { authorization: `Bearer ${await token('auditor')}` }
    const list = await api.ask<{ items: object[] }>('GET', '/break-glass', { headers })
    expect(list.body.items).toMatchObject([{ id, late: true, mayReview: true, reviewedAt: null }])
    aheadMs = 0
    expect((await review('store-manager')).body).toMatchObject({
      verdict: 'ok',
      reviewedBy: 'store-manager',
      late: false,
    })
    expect(await review('auditor')).toMatchObject({ status: 409 })
    const { body: events } = await api.get<{ items: object[] }>('/house/events?objectType=breakGlass', 'admin')
    expect(events.items).toMatchObject([
      { action: 'breakGlass.reviewed' },
      { action: 'breakGlass.ended' },
      { action: 'breakGlass.opened', personId: 'ops-lead' },
    ])
  })

  test('is never good for money', async () => {
    const step = await asked()
    const body = { answers: { amount: 120_00 }, expectedRevision: step.revision }
    await api.post(`/tasks/${step.taskId}/complete`, 'cs-agent', body)
    expect((await taken('lead')).status).toBe(201)
    const { body: run } = await api.get<RunBody>(`/runs/${step.taskId?.split('~')[0]}`, 'lead')
    const agree = run.steps.find(({ stepId }) => stepId === 'pc-agree')!
    const act = { expectedRevision: agree.revision }
    const approved = await api.post(`/tasks/${agree.approvals[0]?.taskId}/approve`, 'lead', act)
    expect(approved).toMatchObject({ status: 403, body: { code: 'BREAK_GLASS_MONEY' } })
  })
})
