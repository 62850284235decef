import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailSender } from '#api/messages/send-mail.ts'
import type { ClaimedMessages } from '#db/writes/claim-messages.ts'
import { claimMessages, markLeaving } from '#db/writes/claim-messages.ts'
import type { GiftRuns } from './gift-runs.ts'
import { giftRuns } from './gift-runs.ts'
import type { MailReceiver, RobotReceiver } from './message-receivers.ts'
import { mailReceiver, robotReceiver } from './message-receivers.ts'
import type { OpenApi, RunBody } from './open-api.ts'
import { openApi } from './open-api.ts'
import { sendDueAt } from './send-due-at.ts'

interface MessageBody {
  items: { id: string; personId: string; state: string; attempts: number; error: string | null }[]
}

let api: OpenApi
let gifts: GiftRuns
let chat: RobotReceiver
let mails: MailReceiver
let robotId: string
const storeId = 'douyin-shop'
const choice = { mail: false, robot: true, language: 'zh', digestMinutes: 15, quiet: null }

beforeAll(async () => {
  api = await openApi()
  gifts = giftRuns(api)
  chat = await robotReceiver()
  mails = await mailReceiver()
  const robot = { kind: 'dingtalk', name: '客服群', url: chat.url, secret: 'SECtest' }
  const added = await api.post<{ id: string }>(`/stores/${storeId}/robots`, 'admin', robot)
  robotId = added.body.id
}, 180_000)
afterAll(async () => {
  await Promise.all([chat.close(), mails.close()])
  await api.close()
})

const sendAt = (instant: string): Promise<void> =>
  sendDueAt(api, instant, mailSender(mails.url, 'zhangfa@shop.example'))
const outbox = async (state = '') => (await api.get<MessageBody>(`/messages?${state}`, 'admin')).body.items
const sentTexts = () => chat.received.map(({ body }) => (body['markdown'] as { text: string }).text)

/** Urges on a fresh run's first step, whose holders are two people: a notice that waits for no digest. */
async function nudged(): Promise<RunBody> {
  const run = await gifts.launched()
  await api.stack.owner.deleteFrom('message').execute()
  await api.post(`/tasks/${(await gifts.step(run.id, 'gg-choose')).taskId}/nudge`, 'lead', {})
  return run
}

describe('robots', () => {
  test('are the admin’s and the store-manager’s; their address is kept as a secret and never shown', async () => {
    const list = await api.get<{ items: object[] }>(`/stores/${storeId}/robots`, 'store-manager')
    expect(list.body.items).toEqual([
      {
        id: robotId,
        storeId,
        kind: 'dingtalk',
        name: '客服群',
        address: new URL(chat.url).host,
        signed: true,
        enabled: true,
      },
    ])
    expect((await api.get(`/stores/${storeId}/robots`, 'lead')).status).toBe(403)
    expect((await api.get(`/stores/${storeId}/robots`, 'outsider')).status).toBe(404)
    const kept = JSON.stringify(await api.stack.owner.selectFrom('robot').selectAll().execute())
    expect(kept).not.toMatch(/access_token|SECtest/)
  })

  test('are tried with a message, and an error in a 200 answer is one', async () => {
    expect((await api.post(`/robots/${robotId}/test`, 'admin', {})).body).toEqual({ sent: true, error: null })
    expect(chat.received[0]?.url).toMatch(/access_token=abc&timestamp=\d{13}&sign=[\w%]+$/)
    chat.answers.push({ errcode: 310_000, errmsg: 'sign not match' })
    expect((await api.post(`/robots/${robotId}/test`, 'admin', {})).body).toEqual({
      sent: false,
      error: 'dingtalk 310000: sign not match',
    })
    chat.received.length = 0
  })
})

describe('the outbox', () => {
  test('gathers what is not pressing until the quarter is over, and names everybody once', async () => {
    const run = await gifts.launched()
    await sendAt('2027-03-10T02:07:00.000Z')
    expect(chat.received).toEqual([])
    await sendAt('2027-03-10T02:14:59.000Z')
    expect(chat.received).toEqual([])
    await sendAt('2027-03-10T02:15:00.000Z')
    expect(sentTexts()).toHaveLength(1)
    expect(sentTexts()[0]).toContain('@Demo cs-agent @Demo cs-agent-two')
    expect(sentTexts()[0]).toContain(`https://shop.example/tasks/${run.id}~gg-choose.1`)
    await sendAt('2027-03-10T03:00:00.000Z')
    expect(chat.received).toHaveLength(1)
    chat.received.length = 0
  })

  test('tries again what a robot refused, in growing pauses, and gives up where an admin sees it', async () => {
    await nudged()
    const refused = Array.from({ length: 5 }, () => ({ errcode: 130_101, errmsg: 'send too fast' }))
    chat.answers.push(...refused)
    await sendAt('2027-03-10T04:00:00.000Z')
    await sendAt('2027-03-10T04:00:29.000Z')
    expect(chat.received).toHaveLength(1)
    for (const instant of ['04:00:30', '04:02:30', '04:12:30', '05:12:30']) await sendAt(`2027-03-10T${instant}.000Z`)
    expect(chat.received).toHaveLength(5)
    const failed = (await outbox('state=failed')).filter(({ error }) => error?.includes('130101'))
    expect(failed.length).toBeGreaterThan(0)
    expect(await api.post(`/messages/${failed[0]?.id}/resend`, 'lead', {})).toMatchObject({ status: 404 })
    chat.received.length = 0
    for (const { id } of failed) await api.post(`/messages/${id}/resend`, 'admin', {})
    await sendAt('2027-03-10T06:00:00.000Z')
    expect(chat.received).toHaveLength(1)
    expect((await outbox('state=failed')).filter(({ error }) => error?.includes('130101'))).toEqual([])
    chat.received.length = 0
  })

  test('never sends again by itself what may have arrived', async () => {
    await nudged()
    chat.answers.push(null)
    await sendAt('2027-03-10T07:00:00.000Z')
    await sendAt('2027-03-10T09:00:00.000Z')
    const told = chat.received.filter((_, index) => sentTexts()[index]?.includes('催你'))
    expect(told).toHaveLength(1)
    expect((await outbox('state=failed'))[0]?.error).toMatch(/^OUTCOME_UNKNOWN/)
    chat.received.length = 0
  })

  test('what a sender took before it died is sent after all while it had not left, and given up once it had', async () => {
    await takenAtHalfPastTen()
    await sendAt('2027-03-10T11:00:00.000Z')
    expect(chat.received).toHaveLength(1)
    const taken = await takenAtHalfPastTen()
    expect(await markLeaving(api.db, taken, '2027-03-10T10:30:01.000Z')).toBe(true)
    await sendAt('2027-03-10T11:30:00.000Z')
    expect(chat.received).toEqual([])
    expect((await outbox('state=failed')).map(({ error }) => error)).toContain('OUTCOME_UNKNOWN')
  })

  test('a sender that slept over its claim sends nothing', async () => {
    const taken = await takenAtHalfPastTen()
    expect(await markLeaving(api.db, taken, '2027-03-10T10:31:00.000Z')).toBe(false)
    await sendAt('2027-03-10T11:00:00.000Z')
    expect(await markLeaving(api.db, taken, '2027-03-10T10:30:01.000Z')).toBe(false)
    expect(chat.received).toHaveLength(1)
    chat.received.length = 0
  })
})

/** A notice two senders reach for at half past ten: one has it and does nothing yet. */
async function takenAtHalfPastTen(): Promise<ClaimedMessages> {
  await nudged()
  await api.stack.owner.updateTable('robot').set({ busyUntil: '-infinity' }).execute()
  chat.answers.push({ errcode: 1, errmsg: 'later' })
  await sendAt('2027-03-10T10:00:00.000Z')
  const later = '2027-03-10T10:30:00.000Z'
  const options = { mail: true, most: 20, gapMs: 3_000 }
  const claims = await Promise.all([claimMessages(api.db, later, options), claimMessages(api.db, later, options)])
  const [taken, ...others] = claims.filter((claim) => claim !== null)
  if (!taken || others.length > 0) throw new Error('not taken by exactly one')
  chat.received.length = 0
  return taken
}

describe('what one wants to be sent', () => {
  test('mail in one’s language, together, after one’s quiet hours; and no chat', async () => {
    const mine = { ...choice, mail: true, robot: false, language: 'en', quiet: { from: '22:00', to: '08:00' } }
    expect((await api.ask('PUT', '/message-choice', { as: 'cs-agent', body: mine })).body).toEqual({
      ...mine,
      quiet: { ...mine.quiet, zone: null },
      muted: { mail: [], robot: [] },
      mailAvailable: true,
    })
    const run = await nudged()
    await api.post(`/tasks/${(await gifts.step(run.id, 'gg-choose')).taskId}/reassign`, 'lead', {
      to: 'cs-agent',
      reason: 'shift ends',
    })
    await sendAt('2027-03-10T15:00:00.000Z')
    expect(sentTexts().join()).not.toContain('@Demo cs-agent ')
    expect(mails.received).toEqual([])
    await sendAt('2027-03-11T00:00:00.000Z')
    expect(mails.received).toHaveLength(1)
    expect(mails.received[0]?.to).toEqual(['cs-agent@demo.local'])
    expect(mails.received[0]?.text).toMatch(/Subject: Zhangfa: 2 notices/)
  })

  test('what is urgent comes at night as well', async () => {
    await api.stack.owner.updateTable('message').set({ urgent: true }).where('state', '=', 'waiting').execute()
    await nudged()
    await api.stack.owner.updateTable('message').set({ urgent: true }).where('planned', '=', false).execute()
    const before = mails.received.length
    await sendAt('2027-03-11T15:30:00.000Z')
    expect(mails.received.length).toBe(before + 1)
  })
})
