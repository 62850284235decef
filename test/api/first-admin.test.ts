import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstLink } from '#api/rights/first-link.ts'
import { migratedCopy } from '../support/fresh-database.ts'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
let aheadMs = 0
beforeAll(async () => {
  api = await openApi({
    worker: false,
    database: migratedCopy,
    now: () => new Date(Date.now() + aheadMs).toISOString(),
  })
})
afterAll(() => api.close())

const link = () => firstLink(api.stack.owner, 'https://shop.example', api.deps.now())
const enter = (token: string, more: object = {}) =>
  api.ask<{ token: string; person: object }>('POST', '/first-admin', {
    key: null,
    body: {
      ...{ token, name: '王店长', email: 'Wang@shop.example', password: 'a long password' },
      ...{ storeId: 'shop-1', storeName: '一号店', ...more },
    },
  })
const tokenIn = (address: string | null) => address?.split('#')[1] ?? ''

test('a house without people is entered once, by the link of its start, within the hour', async () => {
  const late = tokenIn(await link())
  expect(late).toMatch(/^[A-Za-z0-9_-]{43}$/)
  aheadMs = 61 * 60_000
  expect(await enter(late)).toMatchObject({ status: 401, body: { code: 'SIGN_IN_REFUSED' } })
  expect((await enter('x'.repeat(43))).status).toBe(401)

  const token = tokenIn(await link())
  expect(await enter(token, { password: 'short' })).toMatchObject({ status: 400, body: { code: 'OUT_OF_RANGE' } })
  const entered = await enter(token)
  expect(entered).toMatchObject({
    status: 201,
    body: { person: { stores: [{ storeId: 'shop-1', roles: ['admin'] }] } },
  })
  expect((await enter(token)).status).toBe(401)
  expect(await link()).toBe(null)

  const headers = { authorization: `Bearer ${entered.body.token}` }
  expect((await api.ask<{ items: object[] }>('GET', '/people', { headers })).body.items).toHaveLength(1)
  const signIn = { email: 'wang@shop.example', password: 'a long password' }
  expect((await api.ask('POST', '/session', { body: signIn, key: null })).status).toBe(200)
})

test('what is kept of the link does not open anything', async () => {
  const kept = await api.stack.owner.selectFrom('firstAdmin').selectAll().execute()
  for (const { tokenHash } of kept) expect((await enter(tokenHash)).status).toBe(401)
})
