import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import { inject } from 'vitest'
import type { App } from '#api/house.ts'
import { buildApp } from '#api/app.ts'
import type { RouteMap } from '#api/door/route-map.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import { Dispatcher } from '#dispatch/dispatcher.ts'
import { listenRecorded } from '#db/listen.ts'
import type { HostStack, HostStackOptions } from '../workflows/host-stack.ts'
import { openHostStack } from '../workflows/host-stack.ts'
import { fillStores, password } from './shop-people.ts'

/** An answer of the API as tests look at it. */
export interface Answer {
  status: number
  // Tests read whatever the answer holds; the contract is checked by the app itself (strictAnswers).
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any
  headers: Record<string, unknown>
}

export interface Ask {
  /** Part of the email before `@demo.local`; none = nobody. */
  as?: string
  body?: unknown
  /** Idempotency-Key; a fresh one by default, null = none. */
  key?: string | null
  headers?: Record<string, string>
}

/** The API of one test file on real Postgres, Temporal and a worker. */
export interface OpenApi {
  app: App & { routes: RouteMap }
  stack: HostStack
  db: Database
  evidenceFolder: string
  signIn(name: string): Promise<string>
  ask(method: string, url: string, ask?: Ask): Promise<Answer>
  get(url: string, as: string): Promise<Answer>
  post(url: string, as: string, body: unknown, key?: string): Promise<Answer>
  close(): Promise<void>
}

export interface OpenApiOptions extends HostStackOptions {
  now?: () => string
  /** Without a worker nothing is ever answered by a host. */
  worker?: boolean
}

/** Opens everything; close it in `afterAll`. */
export async function openApi(options: OpenApiOptions = {}): Promise<OpenApi> {
  const stack = await openHostStack(options)
  await fillStores(stack.owner, await hash(password))
  if (options.worker !== false) await stack.startWorker()
  // As in production: the API's own role, its own dispatcher.
  const db = openDatabase(stack.urls.apiUrl, { applicationName: 'zhangfa test api', maxConnections: 8 })
  const recordings = listenRecorded(stack.urls.apiUrl, db)
  const evidenceFolder = mkdtempSync(join(inject('testHome'), 'evidence-'))
  const app = await buildApp({
    db,
    way: new Dispatcher(stack.client, db, recordings, { taskQueue: stack.taskQueue, ...options.dispatcher }),
    reachTemporal: async () => void (await stack.connection.workflowService.getSystemInfo({})),
    now: options.now ?? (() => new Date().toISOString()),
    evidenceFolder,
    piiKey: Buffer.alloc(32, 7),
    secureCookies: false,
    strictAnswers: true,
    version: '0.0.0-test',
  })
  const tokens = new Map<string, Promise<string>>()
  const ask = async (method: string, url: string, { as, body, key, headers }: Ask = {}): Promise<Answer> => {
    const write = method !== 'GET' && key !== null
    const response = await app.inject({
      method: method as 'GET',
      url: url.startsWith('/api') || url.startsWith('/healthz') || url.startsWith('/readyz') || url.startsWith('/openapi') ? url : `/api/v1${url}`,
      headers: {
        ...(as === undefined ? {} : { authorization: `Bearer ${await signIn(as)}` }),
        ...(write ? { 'idempotency-key': key ?? randomUUID() } : {}),
        ...(body !== undefined && typeof body !== 'string' ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const type = String(response.headers['content-type'] ?? '')
    return { status: response.statusCode, body: type.includes('json') && response.body !== '' ? response.json() : response.body, headers: response.headers }
  }
  const signIn = (name: string): Promise<string> => {
    const known = tokens.get(name) ?? signInAs(name)
    tokens.set(name, known)
    return known
  }
  const signInAs = async (name: string): Promise<string> => {
    const answer = await ask('POST', '/session', { body: { email: `${name}@demo.local`, password }, key: null })
    if (answer.status !== 200) throw new Error(`${name} cannot sign in: ${JSON.stringify(answer.body)}`)
    return (answer.body as { token: string }).token
  }
  return {
    app,
    stack,
    db,
    evidenceFolder,
    signIn,
    ask,
    get: (url, as) => ask('GET', url, { as }),
    post: (url, as, body, key) => ask('POST', url, { as, body, ...(key === undefined ? {} : { key }) }),
    async close() {
      await app.close()
      await recordings.close()
      await db.destroy()
      await stack.close()
    },
  }
}
