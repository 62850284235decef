import type { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Lane } from '#api/contract/lane.ts'
import type { EventPageBody, OpenApi, RunBody, TaskBody } from './open-api.ts'
import { openApi } from './open-api.ts'
import { demoDatabase } from '../support/demo-database.ts'

type LaneBody = z.infer<typeof Lane>

let api: OpenApi
beforeAll(async () => {
  api = await openApi({ database: () => demoDatabase(['return-refund']) })
}, 120_000)
afterAll(() => api.close())

let cases = 0
async function launched(changes: Record<string, unknown> = {}): Promise<RunBody> {
  cases += 1
  const inputs = {
    order_no: `LANE-${cases}`,
    platform: 'douyin',
    sku: 'SKU-LANE',
    qty: 1,
    item_paid: 3_900,
    freight_paid: 0,
    delivered_at: new Date(Date.now() - 86_400_000).toISOString(),
    applied_at: new Date(Date.now() - 60_000).toISOString(),
    wanted: 'refund_only',
    reason: 'damaged',
    ...changes,
  }
  const answer = await api.post<RunBody>('/runs', 'cs-agent', {
    sopId: 'return-refund',
    storeId: 'douyin-shop',
    inputs,
  })
  expect(answer.status).toBe(201)
  return answer.body
}

const laneOf = async (taskId: string, steps: unknown[] = []) =>
  (await api.post<LaneBody>(`/tasks/${taskId}/lane`, 'cs-agent', { steps })).body

describe('a case on one screen', () => {
  test('shows every step of a small refund that falls to the agent, before anything is typed', async () => {
    const run = await launched()
    const lane = await laneOf(`${run.id}~rr-apply.1`)
    expect(lane.steps.map(({ stepId }) => stepId)).toEqual([
      'rr-apply',
      'rr-evidence',
      'rr-liability',
      'rr-method',
      'rr-refund',
    ])
    expect(lane.certain).toBe(false)
    expect(lane.steps[0]?.findings).toMatchObject([{ pointer: '/answers/buyer_words', code: 'REQUIRED' }])
    const proposed = lane.steps.flatMap(({ form }) => form).filter((field) => field.proposal !== undefined)
    expect(Object.fromEntries(proposed.map(({ name, proposal }) => [name, proposal]))).toMatchObject({
      liable: 'logistics',
      method: 'keep_and_refund',
      amount: 3_900,
    })
    expect(lane.next.map(({ stepId, role }) => [stepId, role])).toEqual([
      ['rr-recover', 'warehouse'],
      ['rr-follow-up', 'cs-agent'],
    ])
    const { items } = (await api.get<EventPageBody>(`/runs/${run.id}/events?limit=100`, 'cs-agent')).body
    // Looked-up facts may still come in after a launch, from the house itself; nobody has acted.
    const since = items.filter(({ seq }) => seq > run.seq)
    expect(since.filter(({ actor }) => actor.personId !== 'system')).toEqual([])
    const acts = /^(act\.|step\.(claimed|submitted|submitBlocked|completed))/
    expect(items.filter(({ type }) => acts.test(type))).toEqual([])
    expect(items.length).toBeGreaterThan(0)
  })

  test('ends where somebody else has to approve', async () => {
    const run = await launched({ item_paid: 12_000 })
    const lane = await laneOf(`${run.id}~rr-apply.1`)
    expect(lane.steps.at(-1)?.stepId).toBe('rr-method')
    expect(lane.next).toMatchObject([{ stepId: 'rr-approve', role: 'cs-lead', approval: true }])
  })

  test('stops at what is malformed or must be chosen, and says so', async () => {
    const run = await launched({ reason: 'dislike' })
    const lane = await laneOf(`${run.id}~rr-apply.1`, [{ taskId: `${run.id}~rr-apply.1`, answers: { buyer_words: 5 } }])
    expect(lane.steps).toHaveLength(1)
    expect(lane.steps[0]?.findings).toMatchObject([{ pointer: '/answers/buyer_words', code: 'INVALID_TEXT' }])
  })

  test('is only for those who may act', async () => {
    const run = await launched()
    const asked = (as: string) => api.post(`/tasks/${run.id}~rr-apply.1/lane`, as, { steps: [] })
    expect((await asked('outsider')).status).toBe(404)
    expect((await asked('auditor')).status).toBe(403)
  })
})

test('a task brings the rules of its form and the values they read, and no others', async () => {
  const run = await launched()
  const { body } = await api.get<TaskBody>(`/tasks/${run.id}~rr-apply.1`, 'cs-agent')
  expect(body.law.checks.map(({ id }) => id)).toEqual(['rr-apply/order', 'rr-apply/qty', 'rr-apply/refunded'])
  expect(Object.keys(body.law.scope).toSorted()).toEqual(['calendar', 'facts', 'params', 'qty'])
  expect(body.law.scope['params']).toEqual({ orders_known: false })
  expect(body.case.inputs.find(({ name }) => name === 'item_paid')).toMatchObject({ type: 'money', value: 3_900 })
  expect(body.case.earlier).toEqual([])
})
