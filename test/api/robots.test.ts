import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GiftRuns } from './gift-runs.ts'
import { giftRuns } from './gift-runs.ts'
import type { RobotReceiver } from './message-receivers.ts'
import { robotReceiver } from './message-receivers.ts'
import type { Answer, OpenApi, RunBody } from './open-api.ts'
import { openApi } from './open-api.ts'
import { sendDueAt } from './send-due-at.ts'

interface MessageBody {
  id: string
  personName: string
  robotName: string
  reachable: boolean
  state: string
  attempts: number
  error: string | null
  text: { zh: string; en: string }
  runId: string
  taskId: string
}

let api: OpenApi
let gifts: GiftRuns
let chat: RobotReceiver
const storeId = 'douyin-shop'

beforeAll(async () => {
  api = await openApi()
  gifts = giftRuns(api)
  chat = await robotReceiver()
}, 180_000)
afterAll(async () => {
  await chat.close()
  await api.close()
})

const sendAt = (instant: string): Promise<void> => sendDueAt(api, instant)
const outbox = async (state: string): Promise<MessageBody[]> =>
  (await api.get<{ items: MessageBody[] }>(`/messages?state=${state}`, 'admin')).body.items
const add = async (kind: string, name: string, secret?: string): Promise<string> => {
  const robot = { kind, name, url: chat.url, ...(secret === undefined ? {} : { secret }) }
  return (await api.post<{ id: string }>(`/stores/${storeId}/robots`, 'admin', robot)).body.id
}
const change = (id: string, body: object, as = 'admin'): Promise<Answer> =>
  api.ask('PUT', `/robots/${id}`, { as, body })

/** Urges on a fresh run's first step, which falls to two people. */
async function nudged(): Promise<RunBody> {
  const run = await gifts.launched()
  await api.stack.owner.deleteFrom('message').execute()
  await api.post(`/tasks/${(await gifts.step(run.id, 'gg-choose')).taskId}/nudge`, 'lead', {})
  chat.received.length = 0
  return run
}

/** How each robot's own platform says no, as its pages tell, and what its messages look like. */
const platforms = [
  {
    kind: 'feishu',
    secret: 'SECfeishu',
    no: { code: 19_021, msg: 'sign match fail or timestamp is not within one hour from current time' },
    textOf: ({ content }: Record<string, unknown>) =>
      JSON.stringify((content as { post: { zh_cn: object } }).post.zh_cn),
    checkSign: (body: Record<string, unknown>) => {
      const timestamp = String(body['timestamp'])
      expect(timestamp).toBe(String(Date.parse('2027-03-10T04:00:30.000Z') / 1_000))
      const key = `${timestamp}\n` + 'SECfeishu'
      expect(body['sign']).toBe(createHmac('sha256', key).digest('base64'))
    },
  },
  {
    kind: 'wecom',
    secret: undefined,
    no: { errcode: 93_000, errmsg: 'invalid webhook url' },
    textOf: (body: Record<string, unknown>) => (body['markdown'] as { content: string }).content,
    checkSign: (body: Record<string, unknown>) => expect(Object.keys(body)).toEqual(['msgtype', 'markdown']),
  },
]

describe.each(platforms)('$kind from end to end', ({ kind, secret, no, textOf, checkSign }) => {
  test('a no in a 200 answer is tried again, then everybody is told once', async () => {
    const id = await add(kind, `${kind} 群`, secret)
    const run = await nudged()
    chat.answers.push(no)
    await sendAt('2027-03-10T04:00:00.000Z')
    expect(chat.received).toHaveLength(1)
    const waiting = await outbox('waiting')
    expect(waiting).toMatchObject([{ attempts: 1, robotName: `${kind} 群`, runId: run.id }, { attempts: 1 }])
    expect(waiting[0]?.error).toContain(String(Object.values(no)[1]))
    expect(waiting[0]?.text.zh).toContain('催你处理')
    await sendAt('2027-03-10T04:00:30.000Z')
    await sendAt('2027-03-10T05:00:00.000Z')
    expect(chat.received).toHaveLength(2)
    const body = chat.received[1]?.body ?? {}
    expect(textOf(body)).toContain('@Demo cs-agent @Demo cs-agent-two')
    expect(textOf(body)).toContain(`https://shop.example/tasks/${run.id}~gg-choose.1`)
    checkSign(body)
    expect(await outbox('waiting')).toEqual([])
    await api.ask('DELETE', `/robots/${id}`, { as: 'admin' })
  })
})

describe('a robot', () => {
  test('is changed and switched off by who manages the store’s messages; its secrets go in and never out', async () => {
    const id = await add('dingtalk', '客服群', 'SECone')
    expect(await change(id, { name: '群', enabled: true }, 'lead')).toMatchObject({ status: 404 })
    const refused = await change(id, { name: '群', enabled: true, url: 'no address' })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/url', code: 'INVALID_URL' }] } })
    const renamed = await change(id, { name: '售后群', enabled: true, secret: 'SECtwo' })
    const address = new URL(chat.url).host
    const shown = { id, storeId, kind: 'dingtalk', name: '售后群', address, signed: true, enabled: true }
    expect(renamed.body).toEqual(shown)
    chat.received.length = 0
    await api.post(`/robots/${id}/test`, 'admin', {})
    const { searchParams } = new URL(chat.received[0]?.url ?? '', 'http://x')
    const timestamp = searchParams.get('timestamp') ?? ''
    expect(searchParams.get('sign')).toBe(
      createHmac('sha256', 'SECtwo')
        .update(`${timestamp}\n` + 'SECtwo')
        .digest('base64'),
    )
    expect((await change(id, { name: '售后群', enabled: true, secret: null })).body).toEqual({
      ...shown,
      signed: false,
    })
    const events = await api.get('/house/events?objectType=robot', 'admin')
    expect(JSON.stringify(events.body)).not.toMatch(/SECone|SECtwo|access_token/)

    await nudged()
    expect((await change(id, { name: '售后群', enabled: false })).body).toMatchObject({ enabled: false })
    await sendAt('2027-03-10T06:00:00.000Z')
    expect(chat.received).toEqual([])
    const [given] = await outbox('failed')
    expect(given).toMatchObject({ error: 'ROBOT_OFF', reachable: false })
    const resend = `/messages/${given?.id}/resend`
    expect(await api.post(resend, 'admin', {})).toMatchObject({ status: 409, body: { code: 'ROBOT_OFF' } })
    await gifts.launched()
    expect(await outbox('waiting')).toEqual([])

    await change(id, { name: '售后群', enabled: true })
    expect((await api.post(resend, 'admin', {})).body).toEqual({ id: given?.id, state: 'waiting' })
    await sendAt('2027-03-10T07:00:00.000Z')
    expect(chat.received).toHaveLength(1)
    await api.ask('DELETE', `/robots/${id}`, { as: 'admin' })
  })

  test('what failed is sent again all at once, what may have arrived only on demand', async () => {
    const id = await add('dingtalk', '群', 'SECone')
    await nudged()
    const [one, two] = await outbox('waiting')
    const fail = (messageId: string | undefined, error: string) =>
      api.stack.owner
        .updateTable('message')
        .set({ state: 'failed', error })
        .where('id', '=', Number(messageId))
        .execute()
    await fail(one?.id, 'dingtalk 310000: sign not match')
    await fail(two?.id, 'OUTCOME_UNKNOWN: socket hang up')
    expect((await api.get('/messages', 'admin')).body).toMatchObject({ failed: 2 })
    expect((await api.post('/messages/resend', 'lead', {})).body).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
    expect((await api.post('/messages/resend', 'admin', { storeId })).body).toEqual({ resent: 1 })
    expect((await outbox('failed')).map((message) => message.id)).toEqual([two?.id])
    expect((await api.post('/messages/resend', 'store-manager', { alsoUnknown: true })).body).toEqual({ resent: 1 })
    await api.ask('DELETE', `/robots/${id}`, { as: 'admin' })
  })
})

describe('what a person chose', () => {
  const choice = { mail: false, robot: true, language: 'zh', digestMinutes: 0, quiet: null }
  const choose = (body: object) => api.ask('PUT', '/message-choice', { as: 'cs-agent-two', body })

  test('leaves out kinds of notices over a way', async () => {
    const id = await add('dingtalk', '群')
    const muted = { mail: [], robot: ['step.nudged'] }
    expect((await choose({ ...choice, muted })).body).toMatchObject({ muted })
    await nudged()
    expect((await outbox('waiting')).map(({ personName }) => personName)).toEqual(['Demo cs-agent'])
    await choose(choice)
    await api.ask('DELETE', `/robots/${id}`, { as: 'admin' })
  })

  test('counts quiet hours by their own clock', async () => {
    const id = await add('dingtalk', '群')
    // 11:00 in Berlin is 18:00 in the store.
    await choose({ ...choice, quiet: { from: '11:00', to: '12:00', zone: 'Europe/Berlin' } })
    await nudged()
    await sendAt('2027-03-10T10:00:00.000Z')
    expect((await outbox('waiting')).map(({ personName }) => personName)).toEqual(['Demo cs-agent-two'])
    await sendAt('2027-03-10T11:00:00.000Z')
    expect(await outbox('waiting')).toEqual([])
    await api.ask('DELETE', `/robots/${id}`, { as: 'admin' })
  })

  test.each([
    [{ digestMinutes: 500 }, '/digestMinutes'],
    [{ quiet: { from: '25:00', to: '08:00' } }, '/quiet/from'],
    [{ quiet: { from: '08:00', to: '08:00' } }, '/quiet/to'],
    [{ quiet: { from: '22:00', to: '08:00', zone: 'Mars' } }, '/quiet/zone'],
    [{ muted: { mail: ['step.sung'], robot: [] } }, '/muted/mail/0'],
  ])('is refused at its field: %j', async (part, pointer) => {
    expect(await choose({ ...choice, ...part })).toMatchObject({ status: 400, body: { errors: [{ pointer }] } })
  })
})

test('mail settings are shown to who manages messages, without a password', async () => {
  expect((await api.get('/mail-settings', 'admin')).body).toEqual({
    mail: { host: 'smtp.example:465', from: 'zhangfa@shop.example' },
    publicUrl: 'https://shop.example',
  })
  expect((await api.get('/mail-settings', 'cs-agent')).status).toBe(403)
})
