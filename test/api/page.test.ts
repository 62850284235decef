import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const script = 'export const built = true'

/** A page as the build leaves it, small enough to know every byte of. */
function builtPage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhangfa-page-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(folder, 'service-worker.js'), 'self.x = 1')
  writeFileSync(join(folder, 'built-from.txt'), 'secret of the build')
  writeFileSync(join(folder, 'assets/page-abc.js'), script)
  writeFileSync(join(folder, 'assets/page-abc.js.br'), brotliCompressSync(script))
  return folder
}

describe('with a built page', () => {
  let api: OpenApi
  beforeAll(async () => {
    api = await openApi({ worker: false, pageFolder: builtPage() })
  }, 120_000)
  afterAll(() => api.close())
  const get = (url: string, headers: Record<string, string> = html) => api.app.inject({ method: 'GET', url, headers })

  test.each(['/', '/inbox', '/tasks/a~b.1', '/sign-in?next=%2Fme'])(
    '%s is the page, asked for anew each time',
    async (url) => {
      const answer = await get(url)
      expect(answer).toMatchObject({ statusCode: 200, body: '<!doctype html><title>page</title>' })
      expect(answer.headers['content-type']).toMatch(/^text\/html/)
      expect(answer.headers['cache-control']).toBe('no-cache')
    },
  )

  test('scripts come from this house alone, and nobody frames it', async () => {
    const policy = String((await get('/')).headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("default-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-eval')
  })

  test('what has a hash in its name is kept for a year, and comes compressed as it was built', async () => {
    const answer = await get('/assets/page-abc.js', { 'accept-encoding': 'br' })
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(script)
  })

  test('the service worker is never kept', async () => {
    expect((await get('/service-worker.js')).headers['cache-control']).toBe('no-cache')
  })

  test.each(['/api/v1/nothing', '/api/nothing', '/assets/nothing.js', '/docs/nothing.txt'])(
    '%s stays a problem',
    async (url) => {
      const answer = await get(url)
      expect(answer.statusCode).toBe(404)
      expect(answer.body).not.toContain('<title>page')
    },
  )

  test('whoever asks for no page gets none', async () => {
    expect((await get('/inbox', { accept: 'application/json' })).statusCode).toBe(404)
    expect((await api.app.inject({ method: 'POST', url: '/inbox', headers: html })).statusCode).toBe(404)
    expect((await get('/built-from.txt', {})).statusCode).toBe(404)
    expect((await get('/assets/..%2Fbuilt-from.txt', {})).statusCode).toBeGreaterThanOrEqual(400)
  })

  test('nobody and somebody are told who they are', async () => {
    const nobody = await api.ask('GET', '/house')
    expect(nobody).toMatchObject({ status: 200, body: { mode: 'demo', person: null, demoSignIns: [] } })
    expect((await api.ask('GET', '/house', { as: 'lead' })).body).toMatchObject({ person: { id: 'lead' } })
  })
})

test('a page that is not built says so in plain words, and the API goes on', async () => {
  const api = await openApi({ worker: false, pageFolder: join(tmpdir(), 'zhangfa-no-page') })
  const answer = await api.app.inject({ method: 'GET', url: '/', headers: html })
  expect(answer.statusCode).toBe(503)
  expect(answer.body).toContain('The page is not built')
  expect((await api.ask('GET', '/healthz')).status).toBe(200)
  await api.close()
})
