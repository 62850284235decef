import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi({ worker: false })
})
afterAll(() => api.close())

describe('signing in', () => {
  const signIn = (email: string, password: string, headers = {}) =>
    api.ask<{ token: string; detail: string }>('POST', '/session', { body: { email, password }, key: null, headers })

  test('a wrong password and an unknown email get the same words', async () => {
    const wrong = await signIn('lead@demo.local', 'wrong')
    const unknown = await signIn('nobody@demo.local', 'wrong')
    expect(wrong).toMatchObject({ status: 401, body: { code: 'SIGN_IN_REFUSED' } })
    expect(unknown.body.detail).toBe(wrong.body.detail)
  })

  test('the 51st failed try waits, whatever X-Forwarded-For says, and only for that email', async () => {
    for (let tries = 0; tries < 50; tries += 1) await signIn('buyer@demo.local', 'wrong')
    const answer = await signIn('buyer@demo.local', 'zhangfa-demo', { 'x-forwarded-for': '203.0.113.9' })
    expect(answer).toMatchObject({ status: 429, body: { code: 'TOO_MANY_SIGN_INS' } })
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect((await signIn('finance@demo.local', 'zhangfa-demo')).status).toBe(200)
  }, 60_000)

  test('a signed-out token is good for nothing from the next request on', async () => {
    const { token } = (await signIn('lead@demo.local', 'zhangfa-demo')).body
    const headers = { authorization: `Bearer ${token}` }
    expect((await api.ask('GET', '/me', { headers })).body).toMatchObject({
      id: 'lead',
      stores: [{ storeId: 'douyin-shop', roles: ['lead', 'ops-lead'] }, {}],
    })
    expect((await api.ask('DELETE', '/session', { headers, key: null })).status).toBe(204)
    expect(await api.ask('GET', '/me', { headers })).toMatchObject({ status: 401, body: { code: 'TOKEN_INVALID' } })
  })

  test('a role or a person taken away is gone with the next request; a session that ran out says so', async () => {
    const { owner } = api.stack
    const { token } = (await signIn('cs-agent-two@demo.local', 'zhangfa-demo')).body
    const headers = { authorization: `Bearer ${token}` }
    await owner
      .updateTable('membership')
      .set({ toAt: '2026-11-01T00:00:00.000Z' })
      .where('personId', '=', 'cs-agent-two')
      .execute()
    expect((await api.ask('GET', '/me', { headers })).body['stores']).toEqual([])
    await owner
      .updateTable('session')
      .set({ idleExpiresAt: '2026-01-01T00:00:00.000Z' })
      .where('personId', '=', 'cs-agent-two')
      .execute()
    expect(await api.ask('GET', '/me', { headers })).toMatchObject({ status: 401, body: { code: 'TOKEN_EXPIRED' } })
    await owner
      .updateTable('person')
      .set({ disabledAt: '2026-11-01T00:00:00.000Z' })
      .where('id', '=', 'cs-agent-two')
      .execute()
    expect(await api.ask('GET', '/me', { headers })).toMatchObject({ status: 401, body: { code: 'TOKEN_INVALID' } })
  })

  test('a cookie writes only from our own page', async () => {
    const opened = await signIn('lead@demo.local', 'zhangfa-demo')
    const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? ''
    expect(String(opened.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/)
    const rehearse = (headers: Record<string, string>) =>
      api.ask('POST', '/definitions/check', { body: { yaml: 'sop: x' }, headers: { cookie, ...headers } })
    expect(await rehearse({ origin: 'https://evil.example', host: 'shop.example' })).toMatchObject({
      status: 403,
      body: { code: 'CSRF' },
    })
    expect(await rehearse({ host: 'shop.example' })).toMatchObject({ status: 403, body: { code: 'CSRF' } })
    expect((await rehearse({ origin: 'https://shop.example', host: 'shop.example' })).status).toBe(200)
    expect((await api.ask('GET', '/me', { headers: { cookie } })).status).toBe(200)
  })
})
