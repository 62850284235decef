import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi({ worker: false })
})
afterAll(() => api.close())

interface ProblemBody {
  detail: string
  errors: unknown[]
}

const inputs = { order_no: 'B1', platform: 'douyin', order_paid: 9900, asked_at: '2026-11-21T10:00:00+08:00' }
const launch = { sopId: 'goodwill-gift', storeId: 'douyin-shop', inputs }
const changed = (more: object) => ({ ...launch, inputs: { ...inputs, ...more } })
const text = JSON.stringify(launch)
/** The launch with a piece of its text replaced: what JSON.stringify would never write. */
const written = (part: string, by: string) => text.replace(part, by)

describe('launching: body, status, code, pointer of the first finding', () => {
  test.each<[string, unknown, number, string, string?]>([
    ['nothing', '', 400, 'REQUIRED'],
    ['half a text', '{"sopId":', 400, 'INVALID_JSON'],
    ['a list', [], 400, 'INVALID_TYPE', ''],
    ['an unknown field', { ...launch, approverId: 'me' }, 400, 'UNKNOWN_FIELD', '/approverId'],
    ['an unknown launch field', changed({ status: 'done' }), 400, 'UNKNOWN_FIELD', '/inputs/status'],
    ['a key twice', written('"order_no"', '"platform":"tmall","order_no"'), 400, 'DUPLICATE_KEY', '/inputs/platform'],
    [
      'a key twice, once escaped',
      written('"order_no"', '"\\u0070latform":"tmall","order_no"'),
      400,
      'DUPLICATE_KEY',
      '/inputs/platform',
    ],
    ['200,000 levels', '['.repeat(200_000), 400, 'TOO_DEEP'],
    ['__proto__', written('"order_no"', '"__proto__":{"x":1},"order_no"'), 400, 'FORBIDDEN_KEY', '/inputs/__proto__'],
    [
      'a constructor',
      written('"order_no"', '"constructor":{"prototype":{}},"order_no"'),
      400,
      'FORBIDDEN_KEY',
      '/inputs/constructor',
    ],
    ['NUL in a text', changed({ order_no: 'a\u0000b' }), 400, 'INVALID_TEXT', '/inputs/order_no'],
    ['half a surrogate', written('"B1"', '"\\ud83d"'), 400, 'INVALID_TEXT', '/inputs/order_no'],
    ['more than 1 MiB', changed({ order_no: 'x'.repeat(1_100_000) }), 413, 'BODY_TOO_LARGE'],
    ['an amount of 20 digits', written('9900', '12345678901234567890'), 400, 'INVALID_AMOUNT', '/inputs/order_paid'],
    ['float noise', changed({ order_paid: 0.1 + 0.2 }), 400, 'INVALID_AMOUNT', '/inputs/order_paid'],
    ['an amount beyond all numbers', written('9900', '1e309'), 400, 'INVALID_AMOUNT', '/inputs/order_paid'],
    ['an amount below zero', changed({ order_paid: -1 }), 400, 'INVALID_AMOUNT', '/inputs/order_paid'],
    ['full-width digits', changed({ order_paid: '１２' }), 400, 'INVALID_AMOUNT', '/inputs/order_paid'],
    ['a thousands comma', changed({ order_paid: '1,000' }), 400, 'INVALID_AMOUNT', '/inputs/order_paid'],
    ["an amount out of the form's range", changed({ order_paid: 0 }), 400, 'OUT_OF_RANGE', '/inputs/order_paid'],
    ['30 February', changed({ asked_at: '2026-02-30T10:00:00+08:00' }), 400, 'INVALID_DATE', '/inputs/asked_at'],
    [
      'an instant without offset',
      changed({ asked_at: '2026-11-21T10:00:00' }),
      400,
      'INVALID_DATE',
      '/inputs/asked_at',
    ],
    ['a 13th month', changed({ ship_on: '2026-13-01' }), 400, 'INVALID_DATE', '/inputs/ship_on'],
    ['no choice of the list', changed({ platform: 'ebay' }), 400, 'INVALID_CHOICE', '/inputs/platform'],
    ['a number for a text', changed({ order_no: 7 }), 400, 'INVALID_TEXT', '/inputs/order_no'],
    [
      'a missing field',
      { ...launch, inputs: { order_no: 'B1', asked_at: inputs.asked_at } },
      400,
      'REQUIRED',
      '/inputs/platform',
    ],
    [
      'a sealed value from outside',
      changed({ buyer_phone: { sealed: '1.x.y.z' } }),
      400,
      'INVALID_TEXT',
      '/inputs/buyer_phone',
    ],
    ['an id with a path', { ...launch, storeId: '../x' }, 400, 'INVALID_ID', '/storeId'],
    ['an id of 1,001 characters', { ...launch, storeId: 'x'.repeat(1001) }, 400, 'INVALID_ID', '/storeId'],
    ['an emoji id', { ...launch, storeId: '🏪' }, 400, 'INVALID_ID', '/storeId'],
    [
      'two anchors that disagree',
      { ...launch, anchors: { t0: '2026-11-22T10:00:00+08:00' } },
      400,
      'ANCHORS_DISAGREE',
      '/anchors/t0',
    ],
    [
      'an unknown anchor',
      { ...launch, anchors: { T: '2026-11-22T10:00:00+08:00' } },
      400,
      'ANCHOR_UNKNOWN',
      '/anchors/T',
    ],
    [
      'an anchor on 30 February',
      { ...launch, anchors: { t0: '2026-02-30T10:00:00+08:00' } },
      400,
      'INVALID_DATE',
      '/anchors/t0',
    ],
    [
      'a role the playbook lacks',
      { ...launch, roles: { designer: ['designer'] } },
      400,
      'UNKNOWN_ROLE',
      '/roles/designer',
    ],
    [
      'a person without the role',
      { ...launch, roles: { 'cs-agent': ['warehouse'] } },
      400,
      'UNKNOWN_PERSON',
      '/roles/cs-agent/0',
    ],
    ['a store of others', { ...launch, storeId: 'taobao-outlet' }, 404, 'NOT_FOUND'],
    ['a playbook nobody published', { ...launch, sopId: 'unheard-of' }, 404, 'NOT_FOUND'],
  ])('%s', async (_name, body, status, code, pointer) => {
    const headers = { 'content-type': 'application/json' }
    const started = performance.now()
    const answer = await api.ask<ProblemBody>('POST', '/runs', { as: 'cs-agent', body, headers })
    expect(answer.body).toMatchObject({ status, code, type: `/problems/${code.toLowerCase().replaceAll('_', '-')}` })
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.body.detail.length).toBeGreaterThan(20)
    if (pointer !== undefined) expect(answer.body.errors[0]).toMatchObject({ pointer, code })
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

describe('every route: request, status, code', () => {
  test.each<[string, string, string, object, number, string]>([
    [
      'a write without a key',
      'POST',
      '/runs',
      { as: 'cs-agent', body: launch, key: null },
      400,
      'IDEMPOTENCY_KEY_MISSING',
    ],
    [
      'a key of 300 characters',
      'POST',
      '/runs',
      { as: 'cs-agent', body: launch, key: 'k'.repeat(300) },
      400,
      'IDEMPOTENCY_KEY_INVALID',
    ],
    ['nobody', 'GET', '/me', {}, 401, 'TOKEN_MISSING'],
    [
      'a token nobody gave out',
      'GET',
      '/me',
      { headers: { authorization: `Bearer ${'x'.repeat(43)}` } },
      401,
      'TOKEN_INVALID',
    ],
    [
      'a JWT with alg none',
      'GET',
      '/me',
      { headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' } },
      401,
      'TOKEN_INVALID',
    ],
    ['basic sign-in', 'GET', '/me', { headers: { authorization: 'Basic bGVhZDp4' } }, 401, 'TOKEN_INVALID'],
    ['a token in the address', 'GET', '/me?token=abc', {}, 401, 'TOKEN_MISSING'],
    [
      'JSON called text',
      'POST',
      '/runs',
      { as: 'cs-agent', body: text, headers: { 'content-type': 'text/plain' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'XML',
      'POST',
      '/runs',
      { as: 'cs-agent', body: '<run/>', headers: { 'content-type': 'text/xml' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'YAML where JSON is meant',
      'POST',
      '/runs',
      { as: 'cs-agent', body: 'sopId: x', headers: { 'content-type': 'application/yaml' } },
      400,
      'INVALID_TYPE',
    ],
    ['PUT on runs', 'PUT', '/runs', { as: 'lead' }, 405, 'METHOD_NOT_ALLOWED'],
    ['TRACE', 'TRACE', '/runs', { as: 'lead' }, 405, 'METHOD_NOT_ALLOWED'],
    ['no such place', 'GET', '/unheard-of', { as: 'lead' }, 404, 'NOT_FOUND'],
    ['a page of minus one', 'GET', '/runs?limit=-1', { as: 'lead' }, 400, 'INVALID_PAGE'],
    ['a page of a billion', 'GET', '/tasks?limit=1e9', { as: 'lead' }, 400, 'INVALID_PAGE'],
    ['a cursor of garbage', 'GET', '/runs?cursor=garbage', { as: 'lead' }, 400, 'INVALID_PAGE'],
    ['a parameter twice', 'GET', '/runs?status=running&status=paused', { as: 'lead' }, 400, 'DUPLICATE_PARAM'],
    ['an unknown parameter', 'GET', '/runs?sort=name', { as: 'lead' }, 400, 'UNKNOWN_FIELD'],
    ['a status that is none', 'GET', '/runs?status=open', { as: 'lead' }, 400, 'NOT_IN_LIST'],
    ['a path in an id', 'GET', '/runs/%2e%2e%2fx', { as: 'lead' }, 400, 'INVALID_ID'],
    ['an id of 1,001 characters', 'GET', `/runs/${'x'.repeat(1001)}`, { as: 'lead' }, 400, 'INVALID_ID'],
    ['a right-to-left mark in an id', 'GET', '/runs/%E2%80%8Fx', { as: 'lead' }, 400, 'INVALID_ID'],
    ['a broken percent sequence', 'GET', '/runs/%zz', { as: 'lead' }, 400, 'INVALID_URL'],
    ['a run that is not there', 'GET', '/runs/r-nothing', { as: 'lead' }, 404, 'NOT_FOUND'],
    ['a task that is not there', 'POST', '/tasks/r-nothing~gg-choose.1/claim', { as: 'lead' }, 404, 'NOT_FOUND'],
    ['an id that is no task', 'GET', '/tasks/nothing', { as: 'lead' }, 404, 'NOT_FOUND'],
    ['a file id that is none', 'GET', '/evidence/nothing', { as: 'lead' }, 400, 'INVALID_ID'],
    ['a run as the admin', 'POST', '/runs', { as: 'admin', body: launch }, 403, 'NOT_ALLOWED'],
    ['a run as a designer', 'POST', '/runs', { as: 'designer', body: launch }, 403, 'NOT_ALLOWED'],
    ['a draft as an agent', 'POST', '/definitions', { as: 'cs-agent', body: { yaml: 'sop: x' } }, 403, 'NOT_ALLOWED'],
    [
      'an event as an agent',
      'POST',
      '/events',
      { as: 'cs-agent', body: { id: '1', source: 's', type: 't', storeId: 'douyin-shop' } },
      403,
      'NOT_ALLOWED',
    ],
  ])('%s', async (_name, method, url, ask, status, code) => {
    const answer = await api.ask(method, url, ask)
    expect(answer.body).toMatchObject({ status, code })
    expect(answer.status).toBe(status)
    if (status === 405) expect(answer.headers['allow']).toContain('GET')
    if (status === 401) expect(answer.headers['www-authenticate']).toBe('Bearer')
  })

  test('a method nobody knows is 405 on the bare socket', async () => {
    await api.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = api.app.server.address() as { port: number }
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('BREW /coffee HTTP/1.1\r\nHost: x\r\n\r\n'))
      let received = ''
      socket
        .on('data', (chunk) => (received += chunk.toString()))
        .on('end', () => resolve(received))
        .on('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 405 /)
    expect(answer).toContain('"code":"METHOD_NOT_ALLOWED"')
  })
})

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
