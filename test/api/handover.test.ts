import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { AskAs } from '#cli/demo/ask-house.ts'
import type { Handover, Scan, ScanAnswer } from '#api/contract/warehouse.ts'
import { demoPassword } from '#db/demo/demo-people.ts'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'
import { demoDatabase } from '../support/demo-database.ts'
import { complete, parcelOnItsWay } from './parcel-on-its-way.ts'
import { smallPng } from './small-png.ts'

type Sheet = z.infer<typeof Handover>

const hourMs = 3_600_000
let aheadMs = 0
let api: OpenApi
let ask: AskAs
const runs: string[] = []

beforeAll(async () => {
  api = await openApi({
    now: () => new Date(Date.now() + aheadMs).toISOString(),
    database: () => demoDatabase(['return-refund', 'parcel-exception']),
  })
  ask = (as, method, path, body) => api.ask(method, path, { as, ...(body ? { body } : {}) })
  for (const n of [1, 2, 3, 4]) runs.push(await parcelOnItsWay(ask, { orderNo: `W-${n}`, waybill: `YT-000${n}` }))
}, 180_000)
afterAll(() => api.close())

async function photo(taskId: string): Promise<string> {
  const boundary = `b${randomUUID()}`
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`
  const response = await api.app.inject({
    method: 'POST',
    url: `/api/v1/tasks/${taskId}/evidence`,
    headers: {
      authorization: `Bearer ${await api.signIn('warehouse')}`,
      'idempotency-key': randomUUID(),
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([Buffer.from(head), smallPng, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  return response.json<{ id: string }>().id
}

async function inspect(runId: string, grade: string, caused: string): Promise<void> {
  const photos = [await photo(`${runId}~rr-inspect.1`), await photo(`${runId}~rr-inspect.1`)]
  const answers = { grade, photos, matches_reason: grade === 'A', caused_by: caused }
  await complete(ask, 'warehouse', runId, 'rr-inspect', answers)
}

const today = (): string => new Date(Date.now() + aheadMs + 8 * hourMs).toISOString().slice(0, 10)
const path = (day = today(), storeId = 'douyin-shop'): string => `/stores/${storeId}/handovers/${day}`
const sheet = async (as = 'warehouse', day = today()): Promise<Sheet> => (await api.get<Sheet>(path(day), as)).body
const sign = (as: string, part: string, sha256: string, day = today()) =>
  api.post<Sheet & { code?: string }>(`${path(day)}/sign`, as, { part, sha256 })
const scan = async (waybill: string, as = 'warehouse', storeId = 'douyin-shop') =>
  (await api.post<z.infer<typeof ScanAnswer>>('/scans', as, { storeId, waybill })).body

test('a scan opens the work, or says who has it, that it is done, or where the parcel belongs', async () => {
  expect(await scan('YT-0001')).toMatchObject({
    verdict: 'open',
    taskId: `${runs[0]}~rr-track:1.1`,
    caseNo: 'W-1/SKU-9',
  })
  await complete(ask, 'warehouse', runs[0] ?? '', 'rr-track', { arrival: 'received' })
  expect(await scan('YT-0001')).toMatchObject({ verdict: 'open', taskId: `${runs[0]}~rr-inspect.1` })
  await api.post(`/tasks/${runs[0]}~rr-inspect.1/claim`, 'warehouse', {})
  expect(await scan('YT-0001', 'lead')).toMatchObject({ verdict: 'theirs', holderName: '仓储', taskId: null })
  await inspect(runs[0] ?? '', 'A', 'as_reported')
  await complete(ask, 'warehouse', runs[0] ?? '', 'rr-dispose', {})
  expect(await scan('YT-0001')).toMatchObject({ verdict: 'inspected', grade: 'A', inspectedByName: '仓储' })
  expect(await scan('YT-0002', 'warehouse', 'tmall-flagship')).toMatchObject({
    verdict: 'elsewhere',
    otherStoreName: '抖音小店',
    taskId: null,
  })
  expect(await scan('NOBODY-1')).toMatchObject({ verdict: 'unknown', runId: null, step: null })
  expect((await api.post('/scans', 'cs-agent', { storeId: 'douyin-shop', waybill: 'YT-0001' })).status).toBe(403)
  expect((await api.post('/scans', 'outsider', { storeId: 'douyin-shop', waybill: 'YT-0001' })).status).toBe(404)
  const listed = await api.get<{ items: z.infer<typeof Scan>[] }>(
    `/scans?storeId=douyin-shop&day=${today()}`,
    'warehouse',
  )
  expect(listed.body.items.map(({ waybill, verdict, grade }) => [waybill, verdict, grade])).toEqual([
    ['NOBODY-1', 'unknown', null],
    ['YT-0001', 'inspected', 'A'],
    ['YT-0001', 'theirs', 'A'],
    ['YT-0001', 'open', 'A'],
    ['YT-0001', 'open', 'A'],
  ])
})

test('the sheet counts what was expected, came, was graded and put away, and what is not as it should be', async () => {
  const [, second = '', third = '', fourth = ''] = runs
  for (const run of [second, third]) await complete(ask, 'warehouse', run, 'rr-track', { arrival: 'received' })
  await inspect(second, 'X', 'buyer')
  await complete(ask, 'warehouse', second, 'rr-dispose', {})
  const { content, toLaunch, state } = await sheet()
  expect(state).toBe('open')
  expect(content.numbers).toEqual({
    ...{ expected: 4, received: 3, inspected: { A: 1, B: 0, C: 0, X: 1 } },
    ...{ restocked: 1, seconds: 0, scrapped: 0, held: 1, open: 1, exceptions: 2 },
  })
  expect(content.parcels.map(({ waybill, marks }) => [waybill, marks.join(' ')])).toEqual([
    ['YT-0001', 'expected received inspected disposed'],
    ['YT-0002', 'expected received inspected disposed'],
    ['YT-0003', 'expected received open'],
    ['YT-0004', 'expected'],
  ])
  expect(
    content.exceptions.map(({ kind, waybill, caseRunId, task }) => [kind, waybill, caseRunId, task?.taskId]),
  ).toEqual([
    ['unknown_parcel', 'NOBODY-1', null, undefined],
    ['claim_open', 'YT-0002', second, `${second}~rr-recover.1`],
  ])
  expect(toLaunch).toMatchObject([{ sopId: 'parcel-exception', inputs: { waybill: 'NOBODY-1' } }])
  // Nothing of the other store's stands on it, and its own has the parcel that came to the wrong place.
  const other = await api.get<Sheet>(path(today(), 'tmall-flagship'), 'warehouse')
  expect(other.body.content.exceptions).toMatchObject([{ kind: 'wrong_store', waybill: 'YT-0002' }])
  expect((await api.get(path(), 'outsider')).status).toBe(404)
  expect((await api.get(path(), 'cs-agent')).body).toMatchObject({ code: 'NOT_ALLOWED' })
  expect((await api.get(path('2026-02-30'), 'lead')).body).toMatchObject({ code: 'INVALID_DATE' })
  expect((await api.get(path('2999-01-01'), 'lead')).body).toMatchObject({ code: 'OUT_OF_RANGE' })
  await api.stack.owner
    .insertInto('parcel')
    .values({
      ...{ storeId: 'douyin-shop', waybill: 'YT-0004', carrier: '圆通', direction: 'return' },
      orderNo: 'W-4',
      freight: null,
      scans: '[]' as never,
      lastScanAt: new Date(Date.now() - 25 * hourMs).toISOString(),
      receivedAt: null,
    })
    .execute()
  expect((await sheet()).content.exceptions).toMatchObject([
    {},
    { kind: 'missing_parcel', caseRunId: fourth, task: null },
    {},
  ])
})

test('what nobody sees to becomes a task before the sheet is signed', async () => {
  const before = await sheet()
  expect(await sign('warehouse', 'handing', before.sha256)).toMatchObject({
    status: 409,
    body: { code: 'HANDOVER_EXCEPTIONS' },
  })
  for (const { sopId, storeId, inputs } of before.toLaunch)
    expect((await api.post('/runs', 'warehouse', { sopId, storeId, inputs })).status).toBe(201)
  const after = await sheet()
  expect(after.toLaunch).toEqual([])
  expect(after.content.exceptions.map(({ task }) => task?.taskId?.split('~')[1])).toEqual([
    'px-clear.1',
    'px-clear.1',
    'rr-recover.1',
  ])
})

test('two persons sign the same sheet, and then it changes no more', async () => {
  const before = await sheet()
  expect(await sign('auditor', 'handing', before.sha256)).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } })
  expect(await sign('operator', 'handing', before.sha256)).toMatchObject({ status: 403 })
  expect(await sign('lead', 'taking', before.sha256)).toMatchObject({
    status: 409,
    body: { code: 'HANDOVER_NOT_HANDED' },
  })
  const old = 'a'.repeat(64)
  expect(await sign('warehouse', 'handing', old)).toMatchObject({ status: 409, body: { code: 'HANDOVER_CHANGED' } })
  const handed = await sign('warehouse', 'handing', before.sha256)
  expect(handed).toMatchObject({ status: 200, body: { state: 'handed', sha256: before.sha256 } })
  expect(await sign('warehouse', 'taking', before.sha256)).toMatchObject({
    status: 403,
    body: { code: 'SOD_SAME_PERSON' },
  })
  expect(await sign('lead', 'handing', before.sha256)).toMatchObject({ status: 409, body: { code: 'HANDOVER_SIGNED' } })
  expect(await sign('lead', 'taking', old)).toMatchObject({ status: 409, body: { code: 'HANDOVER_CHANGED' } })
  expect(await sign('lead', 'taking', before.sha256)).toMatchObject({ status: 200, body: { state: 'frozen' } })

  await inspect(runs[2] ?? '', 'C', 'transit')
  const frozen = await sheet('auditor')
  expect(frozen).toMatchObject({ sha256: before.sha256, content: before.content, changedSince: false })
  expect(
    createHash('sha256')
      .update(frozen.signedText ?? '')
      .digest('hex'),
  ).toBe(before.sha256)
  expect(frozen.signatures.map(({ part, personId }) => [part, personId])).toEqual([
    ['handing', 'demo-warehouse'],
    ['taking', 'demo-lead'],
  ])
  expect(await sign('ops-lead', 'handing', before.sha256)).toMatchObject({
    status: 409,
    body: { code: 'HANDOVER_SIGNED' },
  })
  const change = api.db.updateTable('handover').set({ takenBy: null, takenAt: null }).execute()
  await expect(change).rejects.toThrow('changes no more')
  const { body } = await api.get<{ items: object[] }>('/house/events?objectType=handover', 'auditor')
  expect(body.items).toMatchObject([
    {
      action: 'handover.taken',
      personId: 'demo-lead',
      objectId: `douyin-shop/${today()}`,
      after: { sha256: before.sha256 },
    },
    { action: 'handover.handed', personId: 'demo-warehouse', after: { sha256: before.sha256 } },
  ])
})

test('what happens after the sheet was handed over stands on the next one, and late work with it', async () => {
  const first = today()
  await complete(ask, 'warehouse', runs[3] ?? '', 'rr-track', { arrival: 'received' })
  aheadMs = 25 * hourMs
  // Sessions do not last until then.
  const credentials = { email: 'lead@demo.local', password: demoPassword }
  const { token } = (await api.ask<{ token: string }>('POST', '/session', { body: credentials, key: null })).body
  const { content } = (await api.ask<Sheet>('GET', path(), { headers: { authorization: `Bearer ${token}` } })).body
  expect(content.day > first).toBe(true)
  expect(content.numbers.inspected).toEqual({ A: 0, B: 0, C: 1, X: 0 })
  expect(content.parcels.find(({ grade }) => grade === 'C')?.marks).toEqual(['inspected', 'open'])
  // An open inspection and an open claim are their own tasks; runs of exceptions are carried over until they are cleared up.
  expect(content.exceptions.map(({ kind, waybill }) => `${kind} ${waybill ?? ''}`)).toEqual([
    'late_inspection YT-0004',
    'claim_open YT-0002',
    'claim_open YT-0003',
    'unknown_parcel NOBODY-1',
    'missing_parcel YT-0004',
  ])
  aheadMs = 0
})
