import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GiftRuns, TaskStep } from './gift-runs.ts'
import { giftRuns } from './gift-runs.ts'
import type { OpenApi, TaskBody } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
let gifts: GiftRuns
beforeAll(async () => {
  api = await openApi()
  gifts = giftRuns(api)
})
afterAll(() => api.close())

const storeId = 'douyin-shop'
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const onDuty = (personId: string, from: number, to: number) =>
  api.post('/shifts', 'lead', { storeId, personId, role: 'cs-agent', fromAt: inHours(from), toAt: inHours(to) })

interface Left {
  items: {
    shiftId: string
    fromId: string
    mayAccept: boolean
    steps: { taskId: string; draft: boolean; dueAt: string }[]
  }[]
}
const left = async (as: string) => (await api.get<Left>('/shift-handovers', as)).body.items
const begun = async (): Promise<TaskStep> => {
  const step = await gifts.step((await gifts.launched()).id, 'gg-choose')
  await api.post(`/tasks/${step.taskId}/claim`, 'cs-agent', {})
  await api.post(`/tasks/${step.taskId}/draft`, 'cs-agent', { answers: { gift: 'half a mug' } })
  return step
}

test('what a shift leaves passes, with draft and clock, to the colleague on duty who accepts it', async () => {
  const step = await begun()
  expect(await left('cs-agent-two')).toEqual([])
  const shift = (await onDuty('cs-agent', -8, 0.25)).body
  const [offered] = await left('cs-agent-two')
  expect(offered).toMatchObject({ fromId: 'cs-agent', mayAccept: false, steps: [{ taskId: step.taskId, draft: true }] })

  // Nobody takes over from home, nor what is not of their post.
  const url = `/shift-handovers/${String(shift['id'])}/accept`
  expect(await api.post(url, 'cs-agent-two', undefined)).toMatchObject({ status: 403, body: { code: 'NOT_ON_DUTY' } })
  expect((await api.post(url, 'warehouse', undefined)).status).toBe(404)
  expect((await api.post(url, 'cs-agent', undefined)).status).toBe(404)

  await onDuty('cs-agent-two', 0.25, 8)
  const accepted = await api.post(url, 'cs-agent-two', undefined)
  expect(accepted).toMatchObject({ status: 200, body: { steps: [{ taskId: step.taskId, ok: true }] } })
  const task = (await api.get<TaskBody>(`/tasks/${step.taskId}`, 'cs-agent-two')).body
  expect(task).toMatchObject({ assignee: 'cs-agent-two', draft: { gift: 'half a mug' }, dueAt: step.dueAt })
  expect((await api.get<TaskBody>(`/tasks/${step.taskId}`, 'cs-agent')).body.draft).toBe(null)
  expect(await left('cs-agent-two')).toEqual([])
  const assigned = await api.get<{ items: object[] }>(`/runs/${task.runId}/events?type=step.assigned`, 'lead')
  expect(assigned.body.items).toMatchObject([
    { actor: { personId: 'cs-agent-two' }, data: { from: 'cs-agent', to: 'cs-agent-two', shift: shift['id'] } },
  ])
  expect(
    (await gifts.complete(await gifts.step(task.runId, 'gg-choose'), 'cs-agent-two', { gift: 'mug', cost: 100 }))
      .status,
  ).toBe(200)
})

test('whoever goes on in a further shift leaves nothing', async () => {
  await begun()
  expect(await left('cs-agent-two')).toHaveLength(1)
  await onDuty('cs-agent', 0.25, 4)
  expect(await left('cs-agent-two')).toEqual([])
})
