import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const store = 'douyin-shop'
const playbook = readFileSync('test/api/playbooks/goodwill-gift.yaml', 'utf8')
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let orders = 0
async function launched(phone?: string) {
  orders += 1
  const inputs = { order_no: `D${orders}`, platform: 'tmall', order_paid: 100, asked_at: new Date().toISOString(), ...(phone === undefined ? {} : { buyer_phone: phone }) }
  const { body } = await api.post('/runs', 'cs-agent', { sopId: 'goodwill-gift', storeId: store, inputs })
  return body
}

function multipart(name: string, fileName: string, bytes: Buffer, type = 'image/png') {
  const boundary = `b${randomUUID()}`
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: ${type}\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}

async function upload(taskId: string, form: ReturnType<typeof multipart>, as = 'cs-agent', key: string = randomUUID()) {
  const response = await api.app.inject({
    method: 'POST',
    url: `/api/v1/tasks/${taskId}/evidence`,
    headers: { authorization: `Bearer ${await api.signIn(as)}`, 'idempotency-key': key, ...form.headers },
    payload: form.payload,
  })
  return { status: response.statusCode, body: response.json() }
}

describe('files', () => {
  test('a picture is kept by its hash, bound to the history, and comes back byte for byte', async () => {
    const run = await launched()
    const { taskId, revision } = run.steps[0]
    const key = randomUUID()
    const sha256 = createHash('sha256').update(png).digest('hex')
    const kept = await upload(taskId, multipart('file', '../../照片 1.png', png), 'cs-agent', key)
    expect(kept).toMatchObject({ status: 201, body: { runId: run.id, stepId: 'gg-choose', name: '照片 1.png', mediaType: 'image/png', bytes: png.length, sha256 } })
    expect(await upload(taskId, multipart('file', '../../照片 1.png', png), 'cs-agent', key)).toEqual(kept)
    const bytes = await api.app.inject({ method: 'GET', url: `/api/v1/evidence/${kept.body.id}`, headers: { authorization: `Bearer ${await api.signIn('auditor')}` } })
    expect(createHash('sha256').update(bytes.rawPayload).digest('hex')).toBe(sha256)
    expect(bytes.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('照片 1.png')}`)
    expect(bytes.headers['x-content-type-options']).toBe('nosniff')
    const events = await api.get(`/runs/${run.id}/events?type=evidence.added`, 'auditor')
    expect(events.body.items).toMatchObject([{ data: { evidenceId: kept.body.id, sha256 } }])
    expect((await api.get(`/evidence/${kept.body.id}`, 'outsider')).status).toBe(404)

    const answers = { gift: 'mug', cost: 100, photos: [kept.body.id] }
    const unknown = await api.post(`/tasks/${taskId}/complete`, 'cs-agent', { answers: { ...answers, photos: [randomUUID()] }, expectedRevision: revision })
    expect(unknown).toMatchObject({ status: 400, body: { code: 'EVIDENCE_UNKNOWN', errors: [{ pointer: '/answers/photos/0' }] } })
    const { body } = await api.get(`/tasks/${taskId}`, 'cs-agent')
    expect(body.evidence).toMatchObject([{ id: kept.body.id }])
    expect((await api.post(`/tasks/${taskId}/complete`, 'cs-agent', { answers, expectedRevision: body.revision })).status).toBe(200)
  })

  test.each<[string, Buffer, string, number, string]>([
    ['HTML named jpg', Buffer.from('<html><script>alert(1)</script></html>'), 'file', 415, 'CONTENT_MISMATCH'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'file', 415, 'CONTENT_MISMATCH'],
    ['a program', Buffer.from('MZ\u0090\u0000'), 'file', 415, 'CONTENT_MISMATCH'],
    ['nothing', Buffer.alloc(0), 'file', 415, 'CONTENT_MISMATCH'],
    ['a picture of 50,000 × 50,000', sized(50_000, 50_000), 'file', 413, 'PIXELS'],
    ['a part of another name', png, 'upload', 400, 'MULTIPART'],
  ])('%s is refused and leaves nothing behind', async (_name, bytes, part, status, code) => {
    const run = await launched()
    const before = await readdir(api.evidenceFolder)
    expect(await upload(run.steps[0].taskId, multipart(part, 'a.jpg', bytes))).toMatchObject({ status, body: { code } })
    expect(await readdir(api.evidenceFolder)).toEqual(before)
  })

  function sized(width: number, height: number): Buffer {
    const picture = Buffer.from(png)
    picture.writeUInt32BE(width, 16)
    picture.writeUInt32BE(height, 20)
    return picture
  }
})

describe('personal data', () => {
  test('are sealed before history sees them, open to those on the case, masked for others', async () => {
    const run = await launched('13900001111')
    const row = await api.db.selectFrom('sopRun').select('inputs').where('id', '=', run.id).executeTakeFirstOrThrow()
    expect(JSON.stringify(row.inputs)).not.toContain('13900001111')
    expect(run.inputs.buyer_phone).toBe('13900001111')
    expect((await api.get(`/runs/${run.id}`, 'warehouse')).body.inputs.buyer_phone).toBe('13900001111')
    expect((await api.get(`/runs/${run.id}`, 'auditor')).body.inputs.buyer_phone).toBe('•••')
    const events = await api.get(`/runs/${run.id}/events`, 'auditor')
    expect(JSON.stringify(events.body)).not.toContain('13900001111')
    await api.stack.owner.deleteFrom('subjectKey').where('sopRunId', '=', run.id).execute()
    const other = await openAnotherApi()
    expect((await other.get(`/runs/${run.id}`)).inputs.buyer_phone).toBe(null)
    await other.close()
  })

  async function openAnotherApi() {
    const { buildApp } = await import('#api/app.ts')
    const { Dispatcher } = await import('#dispatch/dispatcher.ts')
    const app = await buildApp({
      db: api.db,
      way: new Dispatcher(api.stack.client, api.db, { waitRecorded: async () => true }, { taskQueue: api.stack.taskQueue }),
      reachTemporal: async () => undefined,
      now: () => new Date().toISOString(),
      evidenceFolder: api.evidenceFolder,
      piiKey: Buffer.alloc(32, 7),
      secureCookies: false,
      version: '0.0.0-test',
    })
    const headers = { authorization: `Bearer ${await api.signIn('lead')}` }
    return {
      get: async (url: string) => (await app.inject({ method: 'GET', url: `/api/v1${url}`, headers })).json(),
      close: () => app.close(),
    }
  }
})

describe('definitions', () => {
  const yaml = (text: string) => ({ body: text, headers: { 'content-type': 'application/yaml' } })

  test('a check answers every finding with its line; nothing is kept', async () => {
    const good = await api.ask('POST', '/definitions/check', { as: 'lead', ...yaml(playbook) })
    expect(good).toMatchObject({ status: 200, body: { ok: true, sop: 'goodwill-gift', version: '1.0.0', findings: [] } })
    const bad = await api.ask('POST', '/definitions/check', { as: 'lead', ...yaml(playbook.replace('due: gg-choose + 1d', 'due: gg-chose + 1d')) })
    expect(bad.body.ok).toBe(false)
    expect(bad.body.findings[0]).toMatchObject({ severity: 'error', line: 48 })
  })

  test.each<[string, string, number, string]>([
    ['a thousand brackets', '['.repeat(1000) + ']'.repeat(1000), 400, 'DEFINITION_TOO_DEEP'],
    ['300 KB', `sop: ${'x'.repeat(300_000)}`, 413, 'DEFINITION_TOO_LARGE'],
    ['nothing', '# only a remark', 400, 'EMPTY'],
    ['two documents', `${playbook}---\n${playbook}`, 400, 'MULTIPLE_DOCUMENTS'],
  ])('%s is no definition', async (_name, text, status, code) => {
    for (let times = 0; times < 2; times += 1) {
      expect(await api.ask('POST', '/definitions/check', { as: 'lead', ...yaml(text) })).toMatchObject({ status, body: { code } })
    }
  })

  test('a draft is saved, published by an admin, and then stands for ever', async () => {
    const next = playbook.replace('version: 1.0.0', 'version: 1.1.0')
    const draft = await api.ask('POST', '/definitions', { as: 'lead', ...yaml(next) })
    expect(draft).toMatchObject({ status: 201, body: { sopId: 'goodwill-gift', version: '1.1.0', status: 'draft', createdBy: 'lead' } })
    expect(await api.post(`/definitions/${draft.body.id}/publish`, 'lead', {})).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } })
    expect(await api.post(`/definitions/${draft.body.id}/publish`, 'admin', {})).toMatchObject({ status: 200, body: { status: 'published', publishedBy: 'admin' } })
    expect((await api.get('/sops', 'cs-agent')).body.items).toMatchObject([{ id: 'goodwill-gift', version: '1.1.0', mayStartIn: ['douyin-shop', 'tmall-flagship'] }])
    expect((await api.get('/sops/goodwill-gift', 'designer')).body).toMatchObject({ mayStartIn: [], versions: [{ version: '1.1.0' }, { version: '1.0.0' }] })
    expect((await api.get('/sops/goodwill-gift/versions/1.0.0', 'lead')).body).toMatchObject({ version: '1.0.0', anchors: [{ name: 't0', field: 'asked_at' }] })
    const changed = next.replace('Choose a gift below the limit', 'Choose any gift')
    expect(await api.ask('POST', '/definitions', { as: 'lead', ...yaml(changed) })).toMatchObject({ status: 409, body: { code: 'VERSION_EXISTS' } })
    expect(await api.ask('POST', '/definitions', { as: 'lead', ...yaml(next.replace('role: warehouse', 'role: warehose').replace('1.1.0', '1.2.0')) })).toMatchObject({ status: 400 })
  })
})

describe('rehearsals', () => {
  const inputs = { order_no: 'R1', platform: 'tmall', order_paid: 9900, asked_at: '2027-03-10T10:00:00+08:00' }

  test('a dated plan says when each step would fall due', async () => {
    const { status, body } = await api.post('/sops/goodwill-gift/rehearsals', 'cs-agent', { storeId: store, inputs, startAt: '2027-03-10T10:00:00+08:00' })
    expect(status).toBe(200)
    expect(body.anchors).toEqual({ t0: '2027-03-10T02:00:00.000Z' })
    expect(body.steps.map((step: { stepId: string; dueAt: string }) => [step.stepId, step.dueAt])).toEqual([
      ['gg-choose', '2027-03-10T04:00:00.000Z'], ['gg-send', '2027-03-11T04:00:00.000Z'], ['gg-arrived', '2027-03-18T04:00:00.000Z'],
    ])
    expect((await api.get('/runs?q=R1', 'lead')).body.items).toEqual([])
  })

  test('a play runs on virtual time: acts, refusals, outcome', async () => {
    const { status, body } = await api.post('/rehearsals/play', 'cs-agent', {
      sopId: 'goodwill-gift',
      inputs,
      startAt: '2027-03-10T10:00:00+08:00',
      acts: [
        { at: '2027-03-10T10:30:00+08:00', by: 'cs-agent', stepId: 'gg-choose', command: 'complete', answers: { gift: 'vase', cost: 20000 } },
        { at: '2027-03-10T10:31:00+08:00', by: 'cs-agent', stepId: 'gg-choose', command: 'complete', answers: { gift: 'mug', cost: 3000 } },
        { at: '2027-03-10T11:00:00+08:00', by: 'cs-lead', stepId: 'gg-choose', command: 'approve' },
        { at: '2027-03-10T12:00:00+08:00', by: 'store-manager', stepId: 'gg-choose', command: 'approve' },
        { at: '2027-03-10T16:00:00+08:00', by: 'warehouse', stepId: 'gg-send', command: 'complete', answers: { waybill: 'SF1' } },
        { at: '2027-03-12T09:00:00+08:00', event: { type: 'parcel.received', key: 'SF1' } },
      ],
    })
    expect({ status, body }).toMatchObject({ status: 200, body: { outcome: 'sent', status: 'completed', record: { cost_fen: 3000 } } })
    expect(body.refusals).toMatchObject([{ at: '2027-03-10T02:30:00.000Z', code: 'FORM_BLOCKED', errors: [{ pointer: '/answers/cost', code: 'R-GIFT' }, { code: 'REASON_NEEDED' }] }])
    expect(body.steps.map((step: { stepId: string; status: string; dueAt: string; completedAt: string }) => [step.stepId, step.status, step.dueAt, step.completedAt])).toEqual([
      ['gg-choose', 'done', '2027-03-10T04:00:00.000Z', '2027-03-10T04:00:00.000Z'],
      ['gg-send', 'done', '2027-03-11T04:00:00.000Z', '2027-03-10T08:00:00.000Z'],
      ['gg-arrived', 'done', '2027-03-17T08:00:00.000Z', '2027-03-12T01:00:00.000Z'],
    ])
  })
})

describe('who sees what', () => {
  test('a run of another store does not exist; a colleague without a part in it does not see it either', async () => {
    const run = await launched()
    const { taskId, revision } = run.steps[0]
    for (const name of ['outsider', 'designer']) {
      expect((await api.get(`/runs/${run.id}`, name)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' })
      expect((await api.get(`/runs/${run.id}/events`, name)).status).toBe(404)
      expect((await api.get(`/tasks/${taskId}`, name)).status).toBe(404)
      expect((await api.post(`/tasks/${taskId}/complete`, name, { answers: {}, expectedRevision: revision })).status).toBe(404)
      expect((await api.get(`/tasks?runId=${run.id}`, name)).body.items).toEqual([])
      expect((await api.get('/runs', name)).body.items).toEqual([])
    }
    expect((await api.get('/runs?storeId=douyin-shop&limit=1', 'auditor')).body).toMatchObject({ items: [{ id: run.id }], nextCursor: expect.any(String) })
    expect((await api.get('/runs?limit=1', 'warehouse')).body.items).toMatchObject([{ id: run.id }])
  })

  test('auditor and admin look on; a colleague of another post may not act', async () => {
    const run = await launched()
    const { taskId, revision } = run.steps[0]
    const body = { answers: { gift: 'mug', cost: 1 }, expectedRevision: revision }
    for (const name of ['auditor', 'admin']) {
      expect(await api.post(`/tasks/${taskId}/complete`, name, body)).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED', facts: { needed: expect.any(String) } } })
      expect((await api.get(`/tasks?runId=${run.id}`, name)).body.items).toMatchObject([{ id: taskId }])
    }
    expect(await api.post(`/tasks/${taskId}/complete`, 'warehouse', body)).toMatchObject({ status: 403, body: { code: 'NOT_A_CANDIDATE' } })
    expect(await api.post(`/tasks/${taskId}/complete`, 'cs-agent-two', { ...body, onBehalfOf: 'cs-agent' })).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } })
  })

  test('another person\'s cursor is none', async () => {
    await launched()
    await launched()
    const { body } = await api.get('/runs?limit=1', 'lead')
    expect(await api.get(`/runs?limit=1&cursor=${body.nextCursor}`, 'auditor')).toMatchObject({ status: 400, body: { code: 'INVALID_PAGE' } })
  })
})

describe('store data', () => {
  const item = { sku: 'CUP-9', title: '杯子', supplyMode: 'own', price: 2900, cost: 1200, supplier: '义乌一厂', salesHistory: 0, dailyAverage: 0, noReturn: false }

  test('are imported item by item, the same again changes nothing, cost is for few', async () => {
    const items = [item, { ...item, sku: 'CUP-10', price: 29.9 }, { sku: 'CUP-11', colour: 'red' }]
    const first = await api.post('/store-data/products', 'operator', { storeId: store, items })
    expect(first).toMatchObject({ status: 200, body: { accepted: 1, refused: 2, items: [{ id: 'CUP-9', status: 'created' }, { status: 'refused', errors: [{ pointer: '/price', code: 'INVALID_AMOUNT' }] }, { status: 'refused' }] } })
    expect((await api.post('/store-data/products', 'operator', { storeId: store, items: [item] })).body.items).toMatchObject([{ status: 'unchanged' }])
    const seen = async (name: string) => (await api.get(`/store-data/products?storeId=${store}&q=CUP`, name)).body.items
    expect(await seen('finance')).toMatchObject([{ sku: 'CUP-9', cost: 1200, supplier: '义乌一厂' }])
    expect(await seen('operator')).toMatchObject([{ sku: 'CUP-9', price: 2900, cost: null, supplier: null }])
  })

  test('come as CSV too, in yuan; a dry run keeps nothing', async () => {
    const body = 'sku,onHand,locked\nCUP-9,40,2\n'
    const csv = (query: string) => api.ask('POST', `/store-data/stock?${query}`, { as: 'warehouse', body, headers: { 'content-type': 'text/csv' } })
    expect(await csv(`storeId=${store}&dryRun=true`)).toMatchObject({ status: 200, body: { dryRun: true, accepted: 1 } })
    expect((await api.get(`/store-data/stock?storeId=${store}`, 'warehouse')).body.items).toEqual([])
    expect(await csv(`storeId=${store}`)).toMatchObject({ status: 200, body: { dryRun: false, accepted: 1 } })
    expect((await api.get(`/store-data/stock?storeId=${store}`, 'warehouse')).body.items).toMatchObject([{ sku: 'CUP-9', onHand: 40, locked: 2 }])
    expect(await csv('dryRun=true')).toMatchObject({ status: 400, body: { code: 'REQUIRED' } })
    expect(await api.post('/store-data/weather', 'warehouse', { storeId: store, items: [{}] })).toMatchObject({ status: 400, body: { code: 'INVALID_ID' } })
    expect(await api.post('/store-data/stock', 'designer', { storeId: store, items: [{}] })).toMatchObject({ status: 403 })
  })
})

test('readiness names each part', async () => {
  expect(await api.ask('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  expect(await api.ask('GET', '/readyz')).toMatchObject({ status: 503, body: { ready: false, parts: { postgres: { ok: true }, temporal: { ok: true }, worker: { ok: false } } } })
  await api.stack.db.insertInto('heartbeat').values({ process: 'w', kind: 'worker' }).execute()
  expect(await api.ask('GET', '/readyz')).toMatchObject({ status: 200, body: { ready: true } })
})
