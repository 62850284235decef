import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi({ worker: false })
})
afterAll(() => api.close())

test('the OpenAPI page names every route and no other', async () => {
  const { body } = await api.ask<{ openapi: string; paths: Record<string, object> }>('GET', '/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  const described = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const known = api.app.routes
    .all()
    .filter(
      ({ method, url }) =>
        method !== 'HEAD' && method !== 'OPTIONS' && !url.startsWith('/docs') && url !== '/openapi.json',
    )
    .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`)
  expect(described.sort()).toEqual(known.sort())
})

test('the reference page loads from this house alone', async () => {
  const docs = await api.app.inject({ method: 'GET', url: '/docs/' })
  expect(docs.statusCode).toBe(200)
  expect(docs.body).not.toMatch(/https?:\/\/(?!www\.w3\.org)/)
})
