import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '#api/app.ts'
import type { GiftRuns } from './gift-runs.ts'
import { giftRuns } from './gift-runs.ts'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'
import type { HeardStream } from './read-stream.ts'
import { hearStream, listening } from './read-stream.ts'

let api: OpenApi
let gifts: GiftRuns
let address: string
const open: HeardStream[] = []
beforeAll(async () => {
  api = await openApi()
  gifts = giftRuns(api)
  address = await listening(api)
})
afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})
afterAll(() => api.close())

const mug = { gift: 'mug', cost: 3000 }
const storeId = 'douyin-shop'

async function hear(as: string, more: Parameters<typeof hearStream>[2] = {}): Promise<HeardStream> {
  const stream = await hearStream(address, await api.signIn(as), more)
  open.push(stream)
  return stream
}

/** A session of its own, for tests that end it. */
async function freshToken(name: string): Promise<string> {
  const body = { email: `${name}@demo.local`, password: 'zhangfa-demo' }
  return (await api.ask<{ token: string }>('POST', '/session', { body, key: null })).body.token
}

describe('what is heard', () => {
  test('an act of another person is heard in less than a second, with the step it touched', async () => {
    const [lead, byCookie, outsider] = await Promise.all([
      hear('lead'),
      hear('auditor', { cookie: true }),
      hear('outsider'),
    ])
    const run = await gifts.launched()
    const launched = await lead.next(({ event, data }) => event === 'change' && data['runId'] === run.id)
    expect(launched.data).toMatchObject({ runId: run.id, storeId, sopId: 'goodwill-gift' })
    const step = await gifts.step(run.id, 'gg-choose')
    const before = Date.now()
    await gifts.complete(step, 'cs-agent', mug)
    const answered = Date.now()
    const told = await lead.next(({ at, data }) => at >= before && data['runId'] === run.id)
    expect(told.at - answered).toBeLessThan(1_000)
    expect(told.data['stepIds']).toContain('gg-choose')
    await byCookie.next(({ data }) => data['runId'] === run.id && Number(data['seq']) >= Number(told.data['seq']))
    expect(outsider.events).toEqual([])
  })

  test('a notice reaches the person it is for and nobody else', async () => {
    const [agent, warehouse] = await Promise.all([hear('cs-agent-two'), hear('warehouse')])
    const run = await gifts.launched()
    const told = await agent.next(({ event }) => event === 'notice')
    expect(told.data).toMatchObject({ kind: 'step.opened', runId: run.id, storeId, urgent: false })
    await warehouse.next(({ event, data }) => event === 'change' && data['runId'] === run.id)
    expect(warehouse.events.filter(({ event }) => event === 'notice')).toEqual([])
  })
})

describe('what was missed', () => {
  test('is told again from Last-Event-ID on, only what one may see', async () => {
    const first = await hear('lead')
    const before = await gifts.launched()
    await first.next(({ data }) => data['runId'] === before.id)
    const lastId = first.lastId()
    first.close()
    const missed = await gifts.launched()
    const again = await hear('lead', { lastEventId: lastId })
    await again.next(({ data }) => data['runId'] === missed.id)
    const outsider = await hear('outsider', { lastEventId: lastId })
    await again.next(({ event }) => event === 'change')
    expect(outsider.events).toEqual([])
    expect(again.events.some(({ event }) => event === 'reset')).toBe(false)
  })

  test.each([
    ['a place no server gave', 'yesterday'],
    ['a place of the future', '99999999999999'],
    ['more than is repeated', '3'],
  ])('%s makes one reset', async (what, lastEventId) => {
    if (what === 'more than is repeated') await manyNotices('lead', 2_100)
    const stream = await hear('lead', { lastEventId })
    await stream.next(({ event }) => event === 'reset')
    expect(stream.events.map(({ event }) => event)).toEqual(['reset'])
    expect(stream.lastId()).toMatch(/^\d+$/)
  })
})

describe('when it ends', () => {
  test('a token in the address is none', async () => {
    const token = await api.signIn('lead')
    expect((await fetch(`${address}/api/v1/stream?token=${token}`)).status).toBe(401)
    expect((await fetch(`${address}/api/v1/stream`, { headers: { authorization: 'Bearer nonsense' } })).status).toBe(
      401,
    )
  })

  test('signing out ends it within five seconds', async () => {
    const token = await freshToken('lead')
    const stream = await hearStream(address, token)
    const since = Date.now()
    await api.ask('DELETE', '/session', { headers: { authorization: `Bearer ${token}` }, key: null })
    expect(await stream.ended(since)).toBeLessThan(5_000)
    expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'session' } })
  })

  test('a role that was lost ends it within five seconds', async () => {
    const stream = await hear('designer')
    const since = Date.now()
    await api.stack.owner
      .updateTable('membership')
      .set({ toAt: new Date().toISOString() })
      .where('personId', '=', 'designer')
      .execute()
    expect(await stream.ended(since)).toBeLessThan(5_000)
    expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'rights' } })
  })

  test('the seventh stream of a person ends the oldest', async () => {
    const streams: HeardStream[] = []
    for (let opened = 0; opened < 7; opened += 1) streams.push(await hear('finance'))
    await streams[0]?.ended()
    expect(streams[0]?.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'superseded' } })
    expect(streams[6]?.events).toEqual([])
  })

  test('a server that ends says so and does not wait for its streams', async () => {
    const other = await buildApp(api.deps)
    const elsewhere = await other.listen({ port: 0, host: '127.0.0.1' })
    const stream = await hearStream(elsewhere, await api.signIn('lead'))
    const since = Date.now()
    await other.close()
    expect(Date.now() - since).toBeLessThan(2_000)
    await stream.ended()
    expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'closing' } })
  })
})

async function manyNotices(personId: string, count: number): Promise<void> {
  const at = new Date().toISOString()
  const rows = Array.from({ length: count }, (_, n) => ({
    key: `many/${n}`,
    personId,
    storeId,
    sopRunId: 'r',
    notice: 'x',
  }))
  await api.stack.owner
    .insertInto('notification')
    .values(rows.map((row) => ({ ...row, urgent: false, at })))
    .execute()
}
