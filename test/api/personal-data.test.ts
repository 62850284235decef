import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Erasure, Revealed } from '#api/contract/personal-data.ts'
import { nameOf } from '#api/evidence/store.ts'
import { readRunChain } from '#db/reads/run-chain.ts'
import { eraseDue } from '#db/writes/decide-erasure.ts'
import { firstBrokenPlace } from '#engine/history/read-chain.ts'
import { jpeg } from './evidence/media.ts'
import type { GiftRuns } from './gift-runs.ts'
import { giftRuns } from './gift-runs.ts'
import type { EventPageBody, OpenApi, RunBody, TaskBody } from './open-api.ts'
import { openApi } from './open-api.ts'
import { tablesWith, temporalHolds } from './where-words-stand.ts'

let api: OpenApi
let gifts: GiftRuns
beforeAll(async () => {
  api = await openApi()
  gifts = giftRuns(api)
})
afterAll(() => api.close())

const phone = '13912345678'
const address = '上海市静安区南京西路一千号'
const mail = 'canary.buyer@example.cn'
/** Its last digit is the right one, by which it is told from an order number. */
const idNumber = '310101199001011234'
const fileName = 'canary-buyer.jpg'
const photo = jpeg([], { seed: 55 })

async function upload(taskId: string): Promise<{ id: string; sha256: string }> {
  const boundary = `b${randomUUID()}`
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\n\r\n`
  const response = await api.app.inject({
    method: 'POST',
    url: `/api/v1/tasks/${taskId}/evidence`,
    headers: {
      authorization: `Bearer ${await api.signIn('cs-agent')}`,
      'idempotency-key': randomUUID(),
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([Buffer.from(head), photo, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  return response.json()
}

/** A run with personal data in every place people put them; its remark also holds an order number that only looks like one. */
async function fullRun() {
  const run = await gifts.launched({ buyer_phone: phone })
  const step = await gifts.step(run.id, 'gg-choose')
  const file = await upload(step.taskId)
  const draft = { answers: { address }, expectedRevision: step.revision }
  expect((await api.post(`/tasks/${step.taskId}/draft`, 'cs-agent-two', draft)).status).toBeLessThan(300)
  const text = `买家电话 ${phone}，邮箱 ${mail}，证件 ${idNumber}，订单 310101199001011235`
  expect((await api.post(`/runs/${run.id}/commands`, 'cs-agent', { type: 'comment', text })).status).toBe(200)
  const now = await gifts.step(run.id, 'gg-choose')
  const key = randomUUID()
  const answers = { gift: 'mug', cost: 100, address, photos: [file.id] }
  expect((await gifts.complete(now, 'cs-agent', answers, {}, key)).status).toBe(200)
  return { run, step: now, file, key, answers, text }
}

describe('personal data', () => {
  let full: Awaited<ReturnType<typeof fullRun>>
  let wish: z.infer<typeof Erasure>
  const shown = async (as: string) => (await api.get<RunBody>(`/runs/${full.run.id}`, as)).body
  const phoneFor = async (as: string) => (await shown(as)).inputs['buyer_phone']
  const remarkFor = async (as: string) => {
    const { body } = await api.get<EventPageBody>(`/runs/${full.run.id}/events?type=comment.added`, as)
    return body.items[0]?.data['text']
  }
  const reveal = (as: string) =>
    api.post<z.infer<typeof Revealed>>(`/runs/${full.run.id}/reveal`, as, { reason: `平台来函核对 ${phone}` })
  const ask = (as: string, runId = full.run.id) =>
    api.post<z.infer<typeof Erasure>>(`/runs/${runId}/erase-personal-data`, as, {
      ...{ scope: 'order', legalBasis: 'consentWithdrawn', reason: '买家撤回同意' },
    })
  const approve = (as: string) => api.post<z.infer<typeof Erasure>>(`/erasures/${wish.id}/approve`, as, {})
  const erased = (path: string) => void (erasedPaths.push(path), undefined)
  const erasedPaths: string[] = []

  test('stand nowhere in clear: not in Postgres, not in Temporal, whoever typed them where', async () => {
    full = await fullRun()
    expect(await tablesWith(api, [phone, address, mail, idNumber])).toEqual([])
    const history = await temporalHolds(api, full.run)
    expect(history).toContain('gg-choose')
    for (const word of [phone, address, mail, idNumber, fileName]) expect(history).not.toContain(word)
    expect(await remarkFor('cs-agent')).toBe(full.text)
    expect(await remarkFor('auditor')).toBe('买家电话 •••，邮箱 •••，证件 •••，订单 310101199001011235')
    const found = await api.get<{ items: { reason: string }[] }>(
      `/audit/events?q=买家电话&runId=${full.run.id}`,
      'auditor',
    )
    expect(found.body.items[0]?.reason).toBe('买家电话 •••，邮箱 •••，证件 •••，订单 310101199001011235')
    const again = await gifts.complete(full.step, 'cs-agent', full.answers, {}, full.key)
    expect(again).toMatchObject({ status: 200, body: { answers: { address } } })
  })

  test('are opened for an auditor or lead who says why; that stays in the history of the house, the values do not', async () => {
    expect(await phoneFor('auditor')).toBe('•••')
    const values = [
      { instanceKey: null, field: 'buyer_phone', value: phone },
      { field: 'address', value: address },
    ]
    expect(await reveal('auditor')).toMatchObject({ status: 200, body: { state: 'used', values } })
    expect((await reveal('lead')).status).toBe(200)
    expect(await reveal('admin')).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } })
    expect((await reveal('outsider')).status).toBe(404)
    const noted = await api.get<{ items: object[] }>(`/house/events?objectId=${full.run.id}`, 'auditor')
    const after = { reason: '平台来函核对 •••', state: 'used', fields: ['buyer_phone', 'address'] }
    expect(noted.body.items).toMatchObject([
      { action: 'pii.revealed', personId: 'lead', after },
      { action: 'pii.revealed', personId: 'auditor', after },
    ])
    expect(await tablesWith(api, [phone, address])).toEqual([])
  })

  test('are erased only when a lead asks and another person, an admin, grants it, and not while the case is open', async () => {
    expect((await ask('cs-agent')).status).toBe(403)
    const asked = await ask('lead')
    expect(asked).toMatchObject({ status: 201, body: { state: 'asked', runIds: [full.run.id], askedBy: 'lead' } })
    wish = asked.body
    expect(await ask('store-manager')).toMatchObject({ status: 409, body: { code: 'ERASURE_OPEN' } })
    expect(await approve('lead')).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } })
    expect(await approve('admin')).toMatchObject({ status: 409, body: { code: 'RUN_OPEN' } })
    const cancel = { type: 'cancel', reason: `买家撤回，电话 ${phone}` }
    expect((await api.post(`/runs/${full.run.id}/commands`, 'lead', cancel)).status).toBe(200)

    const both = { personId: 'ops-lead', role: 'admin', storeId: 'douyin-shop', grantedBy: 'admin' }
    await api.stack.owner
      .insertInto('membership')
      .values({ id: randomUUID(), ...both })
      .execute()
    const other = await gifts.launched()
    const own = await ask('ops-lead', other.id)
    const granted = await api.post(`/erasures/${own.body.id}/approve`, 'ops-lead', {})
    expect(granted).toMatchObject({ status: 403, body: { code: 'SOD_SELF_APPROVAL' } })
    const no = await api.post(`/erasures/${own.body.id}/refuse`, 'admin', { reason: '理由不足' })
    expect(no).toMatchObject({ status: 200, body: { state: 'refused', decisionReason: '理由不足' } })
    const log = await api.get<{ items: object[] }>('/house/events', 'auditor')
    expect(JSON.stringify(log.body)).not.toContain('⟦')
    const late = await api.post(`/erasures/${own.body.id}/approve`, 'admin', {})
    expect(late).toMatchObject({ status: 409 })
  })

  test('rest until the law lets them go: nobody reads them but an auditor with a reason', async () => {
    const granted = await approve('admin')
    const endedAt = (await shown('lead')).endedAt ?? ''
    const keepUntil = `${Number(endedAt.slice(0, 4)) + 3}${endedAt.slice(4)}`
    expect(granted).toMatchObject({ status: 200, body: { state: 'restricted', keepUntil, decidedBy: 'admin' } })
    expect(await phoneFor('lead')).toBe('•••')
    expect(await phoneFor('cs-agent')).toBe('•••')
    expect(await reveal('lead')).toMatchObject({ status: 403, body: { code: 'DATA_RESTRICTED' } })
    expect(await reveal('auditor')).toMatchObject({
      status: 200,
      body: { state: 'restricted', values: [{ value: phone }, {}] },
    })
    expect(await eraseDue(api.db, new Date().toISOString(), async (path) => erased(path))).toBe(0)
  })

  test('are then gone from every page, table and file, while every hash still holds', async () => {
    const before = await readRunChain(api.db, full.run.id)
    const later = new Date(Date.parse(wish.askedAt) + 3.1 * 365.25 * 86_400_000).toISOString()
    expect(await eraseDue(api.db, later, async (path) => erased(path))).toBe(1)
    expect(erasedPaths).toEqual([nameOf(full.file.sha256)])
    expect(existsSync(join(api.evidenceFolder, nameOf(full.file.sha256)))).toBe(true)
    expect(await tablesWith(api, [phone, address, mail, idNumber, fileName])).toEqual([])

    for (const as of ['lead', 'cs-agent', 'auditor']) {
      expect(await phoneFor(as)).toBeNull()
      expect(await remarkFor(as)).toBe('买家电话 —，邮箱 —，证件 —，订单 310101199001011235')
    }
    expect(await reveal('auditor')).toMatchObject({
      status: 200,
      body: { state: 'erased', values: [{ value: null }, { value: null }] },
    })
    const task = await api.get<TaskBody>(`/tasks/${full.step.taskId}`, 'lead')
    expect(task.body.evidence).toMatchObject([{ name: '', isErased: true, sha256: full.file.sha256 }])
    expect((await api.get(`/evidence/${full.file.id}`, 'lead')).status).toBe(404)
    const headers = { authorization: `Bearer ${await api.signIn('lead')}` }
    const zip = await api.app.inject({ url: `/api/v1/runs/${full.run.id}/dispute-file`, headers })
    const packed = Object.values(unzipSync(zip.rawPayload)).map((bytes) => strFromU8(bytes))
    expect(packed.length).toBeGreaterThan(5)
    for (const word of [phone, address, mail, idNumber, fileName]) expect(packed.join('\n')).not.toContain(word)

    const chain = await readRunChain(api.db, full.run.id)
    expect(chain).toEqual(before)
    expect(firstBrokenPlace(chain)).toBeNull()
    const noted = await api.get<{ items: object[] }>(`/house/events?objectId=${full.run.id}`, 'admin')
    const after = {
      legalBasis: 'consentWithdrawn',
      reason: '买家撤回同意',
      askedBy: 'lead',
      decidedBy: 'admin',
      files: 1,
    }
    expect(noted.body.items).toContainEqual(
      expect.objectContaining({
        action: 'pii.erased',
        personId: 'system',
        after: expect.objectContaining(after) as object,
      }),
    )
    const listed = await api.get<{ items: object[] }>(`/erasures?runId=${full.run.id}`, 'auditor')
    expect(listed.body.items).toMatchObject([{ id: wish.id, state: 'erased' }])
  })

  test('a buyer the store names by phone is kept as an HMAC, by which the same buyer is still found', async () => {
    const order = { platform: 'douyin', paid: 9900, freight: 0, lines: [{ sku: 'mug', qty: 1, paid: 9900 }] }
    const items = ['P-1', 'P-2'].map((orderNo) => ({ ...order, orderNo, buyerKey: phone }))
    const sent = await api.post('/store-data/orders', 'operator', { storeId: 'douyin-shop', items })
    expect(sent).toMatchObject({ status: 200, body: { accepted: 2 } })
    const keys = await api.db
      .selectFrom('shopOrder')
      .select('buyerKey')
      .where('orderNo', 'in', ['P-1', 'P-2'])
      .execute()
    expect(keys[0]?.buyerKey).toMatch(/^h-[0-9a-f]{32}$/)
    expect(keys[1]).toEqual(keys[0])
    expect(await tablesWith(api, [phone])).toEqual([])
    const [first, second] = [await gifts.launched({ order_no: 'P-1' }), await gifts.launched({ order_no: 'P-2' })]
    const asked = await api.post<z.infer<typeof Erasure>>(`/runs/${first.id}/erase-personal-data`, 'lead', {
      ...{ scope: 'buyer', legalBasis: 'purposeEnded', reason: '目的已达成' },
    })
    expect(asked.body.runIds.toSorted()).toEqual([first.id, second.id].toSorted())
  })
})
