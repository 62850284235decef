import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { freePort } from '#cli/stack/free-port.ts'
import { writeNotices } from '#db/recording/write-attachments.ts'
import { giftRuns } from '../api/gift-runs.ts'
import type { MailReceiver, RobotReceiver } from '../api/message-receivers.ts'
import { mailReceiver, robotReceiver } from '../api/message-receivers.ts'
import type { OpenApi, RunBody } from '../api/open-api.ts'
import { openApi } from '../api/open-api.ts'
import type { MortalProcess } from './mortal-process.ts'
import { keepAlive } from './mortal-process.ts'

const storeId = 'douyin-shop'
const people = ['cs-agent', 'cs-agent-two']
const kinds = ['dingtalk', 'feishu', 'wecom'] as const
/** Two people each: more than a robot takes at once, so that every life has some to send. */
const cases = 12

let api: OpenApi
let sender: MortalProcess
let mails: MailReceiver
const chats = new Map<string, RobotReceiver>()
const runs: RunBody[] = []

beforeAll(async () => {
  api = await openApi()
  mails = await mailReceiver()
  const gifts = giftRuns(api)
  for (let n = 0; n < cases; n += 1) runs.push(await gifts.launched())
  for (const kind of kinds) {
    const chat = await robotReceiver()
    const robot = { kind, name: kind, url: chat.url, secret: 'SECtest' }
    const { body } = await api.post<{ id: string }>(`/stores/${storeId}/robots`, 'admin', robot)
    chats.set(body.id, chat)
  }
  const byMail = { mail: true, robot: true, language: 'zh', digestMinutes: 0, quiet: null }
  await api.ask('PUT', '/message-choice', { as: 'cs-agent', body: byMail })
  // The first life ends between claim and sending, the third between the answer and the note of it; the second by hand.
  sender = keepAlive({
    program: 'api/server.ts',
    env: {
      ...process.env,
      TEMPORAL_ADDRESS: inject('temporal').address,
      TEMPORAL_NAMESPACE: api.stack.namespace,
      DATABASE_URL_API: api.stack.urls.apiUrl,
      ZHANGFA_HOME: join(inject('testHome'), 'messages'),
      ZHANGFA_PII_KEY: api.deps.piiKey.toString('base64'),
      ZHANGFA_SMTP_URL: mails.url,
      ZHANGFA_INNER_WEBHOOKS: '1',
      PORT: String(await freePort()),
    },
    failPoints: ['message-claimed:3', 'by-hand', 'message-sent:2'],
  })
}, 180_000)
afterAll(async () => {
  await sender.stop()
  await Promise.all([mails, ...chats.values()].map((receiver) => receiver.close()))
  await api.close()
})

/** Tells both people of every case at any hour, as a hard clock does. */
async function tellAll(): Promise<void> {
  const at = new Date().toISOString()
  const shared = { storeId, roles: [], persons: people, except: [], notice: 'step.nudged' as const, urgent: true, at }
  const notices = runs.map(({ id }) => ({ ...shared, key: `${id}/told`, sopRunId: id, stepKey: 'gg-choose.1', seq: 1 }))
  await writeNotices(api.stack.db, notices)
}

const standing = async (state: string): Promise<{ id: number; robotId: string | null; error: string | null }[]> =>
  (
    await sql<{ id: number; robotId: string | null; error: string | null }>`
      select id, robot_id, error from message where state = ${state} order by id`.execute(api.stack.owner)
  ).rows

/** A minute passes for whatever a dead process has taken. */
async function leasesRunOut(): Promise<void> {
  await sql`update message set lease_until = now() - interval '1 second' where state = 'sending'`.execute(
    api.stack.owner,
  )
}

const killed = async (times: number): Promise<void> => {
  await expect.poll(() => sender.kills(), { timeout: 120_000 }).toBe(times)
}

/** How often a run was named to a person by a robot, or mailed. */
function timesTold(): Map<string, number> {
  const told = new Map<string, number>()
  const count = (key: string) => told.set(key, (told.get(key) ?? 0) + 1)
  for (const [robotId, chat] of chats)
    for (const { body } of chat.received)
      for (const line of JSON.stringify(body).split('催你处理').slice(1))
        for (const person of people)
          if (new RegExp(`@Demo ${person}(?!-)`).test(line.split('查看')[0] ?? ''))
            count(`${robotId} ${person} ${/tasks\/([^~]+)~/.exec(line)?.[1]}`)
  for (const { text } of mails.received)
    for (const [, runId] of Buffer.from(decoded(text))
      .toString()
      .matchAll(/tasks\/([^~]+)~/g))
      count(`mail ${runId}`)
  return told
}

/** The text of a mail, whichever way it was made fit for the line. */
function decoded(mail: string): string {
  const body = mail.split('\r\n\r\n').slice(1).join('')
  if (/base64/i.test(mail)) return Buffer.from(body, 'base64').toString()
  return body.replaceAll('=\r\n', '').replaceAll('=3D', '=')
}

describe('the API is killed three times while it sends', () => {
  test('nothing is lost, and nobody is told twice by any robot or mail', { timeout: 540_000 }, async () => {
    const [dingtalk] = [...chats.values()]
    await tellAll()
    await killed(1)
    expect(await standing('sending')).not.toEqual([])
    // Robots of the second life: the first to be asked never answers, and the process dies waiting.
    for (const chat of chats.values()) chat.answers.push(new Promise<object>(() => undefined))
    const before = [...chats.values()].map(({ received }) => received.length)
    await leasesRunOut()
    const asked = () => [...chats.values()].some(({ received }, at) => received.length > (before[at] ?? 0))
    await expect.poll(asked, { timeout: 120_000 }).toBe(true)
    sender.child()?.kill('SIGKILL')
    await killed(2)
    for (const chat of chats.values()) chat.answers.length = 0
    await leasesRunOut()
    await killed(3)
    await leasesRunOut()
    const open = async () => [...(await standing('waiting')), ...(await standing('sending'))].length
    await expect.poll(open, { timeout: 120_000, interval: 500 }).toBe(0)

    const failed = await standing('failed')
    expect(new Set(failed.map(({ error }) => error))).toEqual(new Set(['OUTCOME_UNKNOWN']))
    const sent = await standing('sent')
    expect(sent.length + failed.length).toBe(cases * (people.length * kinds.length + 1))
    // Two lives ended with one robot or mailbox each in the air.
    expect(new Set(failed.map(({ robotId }) => robotId)).size).toBeLessThanOrEqual(2)
    const told = timesTold()
    expect([...told.values()].filter((times) => times > 1)).toEqual([])
    expect(told.size).toBeGreaterThanOrEqual(sent.length)
    expect(dingtalk?.received.length).toBeGreaterThan(0)
  })

  test('what nobody knows of is sent again when a person says so', { timeout: 180_000 }, async () => {
    const failed = await standing('failed')
    const resent = await api.post('/messages/resend', 'admin', { alsoUnknown: true })
    expect(resent.body).toEqual({ resent: failed.length })
    await expect
      .poll(() => standing('sent'), { timeout: 120_000, interval: 500 })
      .toHaveLength(cases * (people.length * kinds.length + 1))
    expect(timesTold().size).toBe(cases * (people.length * kinds.length + 1))
  })
})
