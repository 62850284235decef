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
    ['a sealed place from outside', changed({ order_no: 'a ⟦1.r.n.c⟧' }), 400, 'INVALID_TEXT', '/inputs/order_no'],
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
    [
      'an event with a number beyond all numbers',
      'POST',
      '/events',
      {
        as: 'warehouse',
        body: '{"id":"1","source":"s","type":"t","storeId":"douyin-shop","data":{"n":1e309}}',
        headers: { 'content-type': 'application/json' },
      },
      400,
      'INVALID_NUMBER',
    ],
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
})
