import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '#api/app.ts'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
let app: Awaited<ReturnType<typeof buildApp>>
beforeAll(async () => {
  api = await openApi({ worker: false })
  app = await buildApp({ ...api.deps, shedAboveMs: 400, callerLimits: { address: 1_000, person: 5, store: 8 } })
})
afterAll(async () => {
  await app.close()
  await api.close()
})

const ask = async (url: string, as?: string) => {
  const headers = as === undefined ? {} : { authorization: `Bearer ${await api.signIn(as)}` }
  const answer = await app.inject({ url, headers })
  return { status: answer.statusCode, code: answer.json<{ code?: string }>().code, wait: answer.headers['retry-after'] }
}

test('beyond their share a person waits, then everybody who asks about that store; others go on', async () => {
  const people = '/api/v1/stores/douyin-shop/people'
  for (let asked = 0; asked < 5; asked += 1) expect((await ask(people, 'lead')).status).toBe(200)
  expect(await ask('/api/v1/me', 'lead')).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' })
  for (let asked = 0; asked < 3; asked += 1) expect((await ask(people, 'buyer')).status).toBe(200)
  const late = await ask(people, 'buyer')
  expect(late).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' })
  expect(Number(late.wait)).toBeGreaterThan(0)
  expect((await ask('/api/v1/stores/tmall-flagship/people', 'finance')).status).toBe(200)
})

test('while everything is late new requests are turned away, and whether the process lives is still told', async () => {
  await api.signIn('designer')
  const until = performance.now() + 900
  while (performance.now() < until);
  expect(await ask('/api/v1/me', 'designer')).toMatchObject({ status: 503, code: 'UNAVAILABLE', wait: '2' })
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect((await ask('/api/v1/me', 'designer')).status).toBe(200)
})
