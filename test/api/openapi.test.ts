import { connect } from 'node:net'
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
