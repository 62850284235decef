import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
let aheadMs = 0
beforeAll(async () => {
  api = await openApi({ worker: false, now: () => new Date(Date.now() + aheadMs).toISOString() })
})
afterAll(() => api.close())

interface Made {
  id: string
  token: string | null
  shownStart: string
}
const make = async (as: string, scopes: string[], key?: string) =>
  api.post<Made>('/me/tokens', as, { name: 'till', scopes, days: 30 }, key)
const asKey = (token: string | null) => ({ headers: { authorization: `Bearer ${token}` } })
const shift = {
  ...{ storeId: 'douyin-shop', personId: 'buyer', role: 'buyer' },
  ...{ fromAt: '2099-01-01T00:00:00Z', toAt: '2099-01-01T08:00:00Z' },
}

test('a key opens what it was made for, as far as its person may, and nothing else', async () => {
  const { body } = await make('lead', ['storePeople.read', 'people.manage', 'oneself'])
  const key = asKey(body.token)
  expect((await api.ask('GET', '/stores/douyin-shop/people', key)).status).toBe(200)
  expect((await api.ask('GET', '/me', key)).body).toMatchObject({ id: 'lead' })
  // In the key, but not a right of a lead; a right of a lead, but not in the key; for no program at all.
  expect(await api.ask('GET', '/people', key)).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } })
  expect(await api.ask('POST', '/shifts', { ...key, body: shift })).toMatchObject({ status: 403 })
  expect(await api.ask('GET', '/me/tokens', key)).toMatchObject({ status: 403 })
  expect((await api.ask<{ items: object[] }>('GET', '/runs', key)).status).toBe(403)
  expect((await api.get<{ items: { lastUsedAt: string | null }[] }>('/me/tokens', 'lead')).body.items).toMatchObject([
    { id: body.id, shownStart: body.shownStart, lastUsedAt: expect.any(String) as string },
  ])
})

test('a key is told once, and neither it nor its like is kept anywhere', async () => {
  const first = await make('buyer', ['oneself'], 'make-one')
  expect(first.body.token).toMatch(/^zf_[A-Za-z0-9_-]{43}$/)
  expect((await make('buyer', ['oneself'], 'make-one')).body).toEqual({ ...first.body, token: null })
  const { owner } = api.stack
  const secret = first.body.token?.slice(9) ?? '-'
  for (const table of ['idempotency', 'apiToken', 'adminEvent'] as const) {
    expect(JSON.stringify(await owner.selectFrom(table).selectAll().execute())).not.toContain(secret)
  }
})

test('an ended, an expired and a barred person’s key is good for nothing', async () => {
  const of = async (as: string) => asKey((await make(as, ['oneself'])).body.token)
  const ended = await make('finance', ['oneself'])
  expect((await api.ask('DELETE', `/me/tokens/${ended.body.id}`, { as: 'cs-agent' })).status).toBe(404)
  expect((await api.ask('DELETE', `/me/tokens/${ended.body.id}`, { as: 'finance' })).status).toBe(200)
  const refused = { status: 401, body: { code: 'TOKEN_INVALID' } }
  expect(await api.ask('GET', '/me', asKey(ended.body.token))).toMatchObject(refused)
  const barred = await of('designer')
  expect((await api.post('/people/designer/disable', 'admin', { reason: 'left' })).status).toBe(200)
  expect(await api.ask('GET', '/me', barred)).toMatchObject(refused)
  const expired = await of('finance')
  aheadMs = 31 * 24 * 3_600_000
  expect(await api.ask('GET', '/me', expired)).toMatchObject({ status: 401, body: { code: 'TOKEN_EXPIRED' } })
  aheadMs = 0
})

test('what no key can be made for is refused by name', async () => {
  expect(await make('buyer', ['everything'])).toMatchObject({ status: 400, body: { code: 'NOT_IN_LIST' } })
  expect((await make('buyer', ['account'])).status).toBe(400)
})
