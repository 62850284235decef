import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { NotificationPage } from '#api/contract/notifications.ts'
import type { GiftRuns } from './gift-runs.ts'
import { giftRuns } from './gift-runs.ts'
import type { OpenApi, RunBody } from './open-api.ts'
import { openApi } from './open-api.ts'

type Page = z.infer<typeof NotificationPage>

let api: OpenApi
let gifts: GiftRuns
let run: RunBody
beforeAll(async () => {
  api = await openApi()
  gifts = giftRuns(api)
  run = await gifts.launched()
})
afterAll(() => api.close())

const mine = async (as: string, query = '') => (await api.get<Page>(`/notifications?${query}`, as)).body
const of = async (as: string, kind: string) => (await mine(as)).items.filter((item) => item.kind === kind)

describe('what I was told', () => {
  test('says what it is about in both languages and leads to the task', async () => {
    const [told] = (await mine('cs-agent-two')).items
    const step = await gifts.step(run.id, 'gg-choose')
    expect(told).toMatchObject({ kind: 'step.opened', runId: run.id, taskId: step.taskId, readAt: null, urgent: false })
    expect(told?.text.en).toMatch(/^New task: /)
    expect(told?.context.en).toContain(String(run.correlationKey))
    expect((await mine('outsider')).items).toEqual([])
  })

  test('handed over, urged on, mentioned, rejected and cancelled', async () => {
    const step = await gifts.step(run.id, 'gg-choose')
    const reassign = { to: 'cs-agent-two', reason: 'shift ends' }
    expect((await api.post(`/tasks/${step.taskId}/reassign`, 'lead', reassign)).status).toBe(200)
    expect((await of('cs-agent-two', 'step.assigned'))[0]?.text).toMatchObject({
      en: expect.stringContaining('to you') as string,
    })
    expect((await api.post(`/tasks/${step.taskId}/nudge`, 'lead', {})).status).toBe(200)
    const again = await api.post(`/tasks/${step.taskId}/nudge`, 'lead', {})
    expect(again).toMatchObject({ status: 409, body: { code: 'NUDGED_LATELY' } })
    expect((await api.post(`/tasks/${step.taskId}/nudge`, 'warehouse', {})).status).toBe(403)
    expect(await of('cs-agent-two', 'step.nudged')).toMatchObject([{ taskId: step.taskId }])
    expect(await of('cs-agent', 'step.nudged')).toEqual([])

    const remark = { type: 'comment', text: '@warehouse in stock?', mentions: ['warehouse'] }
    expect((await api.post(`/runs/${run.id}/commands`, 'lead', remark)).status).toBe(200)
    expect(await of('warehouse', 'comment.added')).toMatchObject([
      { taskId: null, text: { en: 'Demo lead mentioned you: @warehouse in stock?' } },
    ])
    const stranger = await api.post(`/runs/${run.id}/commands`, 'lead', { ...remark, mentions: ['designer'] })
    expect(stranger).toMatchObject({ status: 400, body: { code: 'UNKNOWN_PERSON' } })

    const mug = { gift: 'mug', cost: 3000 }
    await gifts.complete(await gifts.step(run.id, 'gg-choose'), 'cs-agent-two', mug)
    const [asked] = await of('cs-lead', 'approval.opened')
    expect(asked?.taskId).toMatch(/~a1$/)
    const level = await gifts.step(run.id, 'gg-choose')
    const no = { reason: 'too dear', expectedRevision: level.revision }
    expect((await api.post(`/tasks/${asked?.taskId}/reject`, 'cs-lead', no)).status).toBe(200)
    expect(await of('cs-agent-two', 'approval.rejected')).toHaveLength(1)

    expect((await api.post(`/runs/${run.id}/commands`, 'lead', { type: 'cancel', reason: 'void' })).status).toBe(200)
    expect((await of('cs-agent', 'run.cancelled'))[0]?.text.en).toMatch(/^Demo lead cancelled “.+”: void$/)
  })
})

describe('read and unread', () => {
  test('what was read comes after what was not; others’ notices stay as they are', async () => {
    const before = await mine('cs-agent-two')
    const [newest] = before.items
    const read = await api.post<{ unread: number }>('/notifications/read', 'cs-agent-two', { ids: [newest?.id] })
    expect(read).toMatchObject({ status: 200, body: { unread: before.unread - 1 } })
    const after = await mine('cs-agent-two')
    expect(after.items.at(-1)?.id).toBe(newest?.id)
    expect((await mine('cs-agent-two', 'unread')).items.map((item) => item.id)).not.toContain(newest?.id)
    await api.post('/notifications/read', 'cs-agent', { ids: [after.items[0]?.id] })
    expect((await mine('cs-agent-two')).unread).toBe(after.unread)
    await api.post('/notifications/read', 'cs-agent-two', { upTo: newest?.id })
    expect((await mine('cs-agent-two')).unread).toBe(0)
  })

  test('is paged without a gap across the border between them', async () => {
    await gifts.launched()
    const whole = (await mine('cs-agent-two')).items.map((item) => item.id)
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await mine('cs-agent-two', `limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      paged.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor
    }
    expect(paged).toEqual(whole)
    expect(whole.length).toBeGreaterThan(3)
  })
})
