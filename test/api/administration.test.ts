import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type {
  AbsenceList,
  HouseEventPage,
  ParameterList,
  SessionList,
  ShiftList,
  StaffMember,
  StaffPage,
  StoreList,
} from '#api/contract/admin.ts'
import type { DefinitionList, DefinitionWhole } from '#api/contract/definitions.ts'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi({ worker: false })
})
afterAll(() => api.close())

const storeId = 'douyin-shop'
const staff = async (q: string) => (await api.get<z.infer<typeof StaffPage>>(`/people?q=${q}`, 'admin')).body.items[0]!
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()

describe('people and posts', () => {
  test('an admin adds a person, grants a post and ends it; the person follows with the next request', async () => {
    const newcomer = { name: '新人', email: 'New@demo.local', password: 'a-long-word-4711' }
    const added = await api.post<z.infer<typeof StaffMember>>('/people', 'admin', newcomer)
    expect(added).toMatchObject({ status: 201, body: { email: 'new@demo.local', posts: [] } })
    expect(await api.post('/people', 'admin', newcomer)).toMatchObject({ status: 409, body: { code: 'PERSON_EXISTS' } })

    const signedIn = await api.ask<{ token: string }>('POST', '/session', {
      body: { email: 'new@demo.local', password: newcomer.password },
      key: null,
    })
    const headers = { authorization: `Bearer ${signedIn.body.token}` }
    const me = async () => (await api.ask('GET', '/me', { headers })).body['stores']
    expect(await me()).toEqual([])
    const post = { personId: added.body.id, role: 'warehouse', storeId, reason: 'starts today' }
    const granted = await api.post('/posts', 'admin', post)
    expect(granted).toMatchObject({ status: 201, body: { role: 'warehouse', toAt: null, grantedByName: 'Demo admin' } })
    expect(await api.post('/posts', 'admin', post)).toMatchObject({ status: 409, body: { code: 'POST_EXISTS' } })
    expect(await me()).toMatchObject([{ storeId, roles: ['warehouse'] }])
    const ended = await api.post(`/posts/${String(granted.body['id'])}/end`, 'admin', { reason: 'moved on' })
    expect(ended).toMatchObject({ status: 200, body: { toAt: expect.any(String) as string } })
    expect(await me()).toEqual([])
  })

  test('nobody changes their own rights; an auditor holds no other role; only admins do any of it', async () => {
    const grant = (personId: string, role: string, as = 'admin') =>
      api.post('/posts', as, { personId, role, storeId, reason: 'x' })
    expect(await grant('admin', 'auditor')).toMatchObject({ status: 403, body: { code: 'SOD_OWN_RIGHTS' } })
    expect(await grant('auditor', 'cs-agent')).toMatchObject({ status: 409, body: { code: 'SOD_ROLES_CLASH' } })
    expect(await grant('lead', 'auditor')).toMatchObject({ status: 409, body: { code: 'SOD_ROLES_CLASH' } })
    expect(await grant('lead', 'king')).toMatchObject({ status: 400, body: { code: 'UNKNOWN_ROLE' } })
    expect(await grant('buyer', 'cs-agent', 'lead')).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } })
    expect((await api.get('/people', 'lead')).status).toBe(403)
    const elsewhere = { personId: 'buyer', role: 'buyer', storeId: 'taobao-outlet', reason: 'x' }
    expect((await api.post('/posts', 'admin', elsewhere)).status).toBe(404)
  })

  test('a barred person is out at once, and their posts with them', async () => {
    await api.signIn('designer')
    expect((await api.get('/me', 'designer')).status).toBe(200)
    const barred = await api.post('/people/designer/disable', 'admin', { reason: 'left' })
    expect(barred.status).toBe(200)
    expect((await api.get('/me', 'designer')).status).toBe(401)
    expect((await staff('designer')).posts.every((post) => post.toAt !== null)).toBe(true)
  })
})

describe('absence and duty', () => {
  test('one enters one’s own absence with a substitute of the same store, and comes back early', async () => {
    const away = (substituteId: string) =>
      api.post<{ id: string }>('/absences', 'cs-agent', {
        fromAt: hours(-1),
        toAt: hours(8),
        substituteId,
        reason: '病假',
      })
    expect(await away('outsider')).toMatchObject({ status: 400, body: { code: 'UNKNOWN_PERSON' } })
    expect(await away('cs-agent')).toMatchObject({ status: 400, body: { code: 'UNKNOWN_PERSON' } })
    const entered = await away('cs-agent-two')
    expect(entered).toMatchObject({
      status: 201,
      body: { personName: 'Demo cs-agent', substituteName: 'Demo cs-agent-two' },
    })
    const list = async (query: string, as: string) =>
      (await api.get<z.infer<typeof AbsenceList>>(`/absences?${query}`, as)).body.items
    expect(await list('mine', 'cs-agent')).toMatchObject([{ reason: '病假' }])
    expect(await list(`storeId=${storeId}`, 'lead')).toHaveLength(1)
    expect((await api.ask('DELETE', `/absences/${entered.body.id}`, { as: 'warehouse' })).status).toBe(404)
    expect((await api.ask('DELETE', `/absences/${entered.body.id}`, { as: 'lead' })).status).toBe(200)
    expect(await list('mine', 'cs-agent')).toEqual([])
  })

  test('a lead plans shifts of people who hold the role; everybody of the store sees them', async () => {
    const shift = { storeId, personId: 'warehouse', role: 'warehouse', fromAt: hours(1), toAt: hours(9) }
    expect((await api.post('/shifts', 'cs-agent', shift)).status).toBe(403)
    expect(await api.post('/shifts', 'lead', { ...shift, role: 'finance' })).toMatchObject({ status: 400 })
    const planned = await api.post<{ id: string }>('/shifts', 'lead', shift)
    const period = `storeId=${storeId}&fromAt=${hours(0)}&toAt=${hours(2)}`
    const seen = await api.get<z.infer<typeof ShiftList>>(`/shifts?${period}`, 'cs-agent')
    expect(seen.body.items).toMatchObject([{ personName: 'Demo warehouse', role: 'warehouse' }])
    expect((await api.ask('DELETE', `/shifts/${planned.body.id}`, { as: 'lead' })).status).toBe(200)
  })
})

describe('stores and numbers', () => {
  test('a calendar is checked, sorted, and only changed by an admin', async () => {
    const { items } = (await api.get<z.infer<typeof StoreList>>('/stores', 'admin')).body
    const store = items.find(({ id }) => id === storeId)!
    const put = (as: string, calendar: object) =>
      api.ask('PUT', `/stores/${storeId}`, { as, body: { name: '抖音小店', calendar } })
    expect((await put('lead', store.calendar)).status).toBe(403)
    const wrong = { ...store.calendar, makeUpWorkdays: ['2027-03-10'] }
    expect(await put('admin', wrong)).toMatchObject({ status: 400, body: { code: 'INVALID_CALENDAR' } })
    const next = { ...store.calendar, holidays: ['2027-02-06', '2027-01-01', '2027-01-01'], coversUntil: '2027-12-31' }
    expect(await put('admin', next)).toMatchObject({
      status: 200,
      body: { calendar: { holidays: ['2027-01-01', '2027-02-06'], coversUntil: '2027-12-31' } },
    })
  })

  test('a number within its kind, with a reason, beside the playbook’s own', async () => {
    const url = `/stores/${storeId}/parameters`
    const set = (value: unknown, as = 'admin') =>
      api.ask('PUT', `${url}/goodwill-gift/gift_max`, { as, body: { value, reason: 'spring' } })
    for (const value of [-1, 1.5, '100', null]) {
      expect((await set(value)).status, JSON.stringify(value)).toBe(value === null ? 200 : 400)
    }
    expect((await set(20000, 'cs-lead')).status).toBe(403)
    expect((await set(20000)).body).toMatchObject({ name: 'gift_max', default: 10000, value: 20000, setBy: 'admin' })
    const listed = await api.get<z.infer<typeof ParameterList>>(`${url}?sopId=goodwill-gift`, 'cs-agent')
    expect(listed.body.items).toMatchObject([{ value: 20000, setByName: 'Demo admin', mayChange: false }])
    const events = await api.get<z.infer<typeof HouseEventPage>>('/house/events?objectType=parameter', 'auditor')
    expect(events.body.items[0]).toMatchObject({
      action: 'parameter.set',
      personName: 'Demo admin',
      before: null,
      after: { value: 20000, reason: 'spring' },
    })
    expect((await api.get('/house/events', 'cs-agent')).status).toBe(403)
  })
})

test('sessions of one’s own are listed and ended one by one', async () => {
  const signIn = () =>
    api.ask<{ token: string }>('POST', '/session', {
      body: { email: 'finance@demo.local', password: 'zhangfa-demo' },
      key: null,
      headers: { 'user-agent': 'Phone 7' },
    })
  const [first, second] = [await signIn(), await signIn()]
  const headers = { authorization: `Bearer ${first.body.token}` }
  const { items } = (await api.ask<z.infer<typeof SessionList>>('GET', '/me/sessions', { headers })).body
  expect(items).toMatchObject([
    { agent: 'Phone 7', current: false },
    { agent: 'Phone 7', current: true },
  ])
  expect((await api.ask('DELETE', `/me/sessions/${items[0]!.id}`, { headers })).status).toBe(200)
  const other = { authorization: `Bearer ${second.body.token}` }
  expect((await api.ask('GET', '/me', { headers: other })).status).toBe(401)
  expect((await api.ask('GET', '/me', { headers })).status).toBe(200)
  expect((await api.ask('DELETE', `/me/sessions/${items[1]!.id}`, { as: 'lead' })).status).toBe(404)
})

test('versions of playbooks with their text; drafts only for who may write them', async () => {
  const list = async (as: string) =>
    (await api.get<z.infer<typeof DefinitionList>>('/definitions?sopId=goodwill-gift', as)).body.items
  const [published] = await list('cs-agent')
  expect(published).toMatchObject({ sopId: 'goodwill-gift', version: '1.0.0', status: 'published' })
  const whole = await api.get<z.infer<typeof DefinitionWhole>>(`/definitions/${published!.id}`, 'cs-agent')
  expect(whole.body).toMatchObject({ maySave: false, mayPublish: false, plan: { sop: 'goodwill-gift' } })
  expect(whole.body.yaml).toContain('gift_max')
  const next = whole.body.yaml.replace('version: 1.0.0', 'version: 2.0.0')
  const headers = { 'content-type': 'application/yaml' }
  const draft = await api.ask<{ id: string }>('POST', '/definitions', { as: 'lead', body: next, headers })
  expect((await list('lead')).map((one) => one.status)).toEqual(['draft', 'published'])
  expect(await list('cs-agent')).toHaveLength(1)
  expect((await api.get(`/definitions/${draft.body.id}`, 'cs-agent')).status).toBe(404)
  expect((await api.get(`/definitions/${draft.body.id}`, 'admin')).status).toBe(200)
})
