import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi({ worker: false })
})
afterAll(() => api.close())

const storeId = 'douyin-shop'
const cup = { sku: 'CUP-9', title: '杯子', price: 2900, cost: 1200, supplier: '义乌一厂' }

test('entries are taken in one by one, the same again changes nothing, cost is for few', async () => {
  const items = [cup, { ...cup, sku: 'CUP-10', price: 29.9 }, { sku: 'CUP-11', colour: 'red' }]
  expect(await api.post('/store-data/products', 'operator', { storeId, items })).toMatchObject({
    status: 200,
    body: {
      accepted: 1,
      refused: 2,
      items: [
        { index: 0, id: 'CUP-9', status: 'created' },
        { index: 1, status: 'refused', errors: [{ pointer: '/price', code: 'INVALID_AMOUNT' }] },
        { index: 2, status: 'refused' },
      ],
    },
  })
  const again = await api.post('/store-data/products', 'operator', { storeId, items: [cup] })
  expect(again.body).toMatchObject({ items: [{ status: 'unchanged' }] })
  const seen = async (name: string) => (await api.get(`/store-data/products?storeId=${storeId}&q=CUP`, name)).body
  expect(await seen('finance')).toMatchObject({ items: [{ sku: 'CUP-9', cost: 1200, supplier: '义乌一厂' }] })
  expect(await seen('operator')).toMatchObject({ items: [{ sku: 'CUP-9', price: 2900, cost: null, supplier: null }] })
})

test('CSV is taken too; a dry run keeps nothing', async () => {
  const send = (query: string) =>
    api.ask('POST', `/store-data/stock?${query}`, {
      as: 'warehouse',
      body: 'sku,onHand,locked\nCUP-9,40,2\n',
      headers: { 'content-type': 'text/csv' },
    })
  const kept = async () => (await api.get(`/store-data/stock?storeId=${storeId}`, 'warehouse')).body
  const dry = await send(`storeId=${storeId}&dryRun=true`)
  expect(dry).toMatchObject({ status: 200, body: { dryRun: true, accepted: 1 } })
  expect(await kept()).toEqual({ items: [], nextCursor: null })
  expect(await send(`storeId=${storeId}`)).toMatchObject({ status: 200, body: { dryRun: false, accepted: 1 } })
  expect(await kept()).toMatchObject({ items: [{ sku: 'CUP-9', onHand: 40, locked: 2 }] })
  expect(await send('dryRun=true')).toMatchObject({ status: 400, body: { code: 'REQUIRED' } })
})

test('what is no store data is refused', async () => {
  const post = (kind: string, as: string) => api.post(`/store-data/${kind}`, as, { storeId, items: [{}] })
  expect(await post('weather', 'warehouse')).toMatchObject({ status: 400, body: { code: 'INVALID_ID' } })
  expect(await post('stock', 'designer')).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } })
  expect((await api.post('/store-data/stock', 'outsider', { storeId, items: [{}] })).status).toBe(404)
})

test('readiness names each part', async () => {
  expect(await api.ask('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  const parts = { postgres: { ok: true }, temporal: { ok: true }, worker: { ok: false } }
  expect(await api.ask('GET', '/readyz')).toMatchObject({ status: 503, body: { ready: false, parts } })
  await api.stack.db.insertInto('heartbeat').values({ process: 'w', kind: 'worker' }).execute()
  expect(await api.ask('GET', '/readyz')).toMatchObject({ status: 200, body: { ready: true } })
})
