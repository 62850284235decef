import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { z } from 'zod'
import type { ApiDeps } from '#api/deps.ts'
import type { App } from '#api/house.ts'
import { buildApp } from '#api/app.ts'
import type { EventPage, Run, RunPage, RunStep } from '#api/contract/runs.ts'
import type { Task, TaskPage } from '#api/contract/tasks.ts'
import type { RouteMap } from '#api/door/route-map.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import { Dispatcher } from '#dispatch/dispatcher.ts'
import { listenRecorded } from '#db/listen.ts'
import type { HostStack, HostStackOptions } from '../workflows/host-stack.ts'
import { openHostStack } from '../workflows/host-stack.ts'
import { password, storesDatabase } from './shop-people.ts'

/** An answer of the API; its body has the shape of the route's contract, or is a problem. */
export interface Answer<Body = Record<string, unknown>> {
  status: number
  body: Body
  headers: Record<string, unknown>
}

export type RunBody = z.infer<typeof Run>
export type RunPageBody = z.infer<typeof RunPage>
export type EventPageBody = z.infer<typeof EventPage>
export type TaskBody = z.infer<typeof Task>
export type TaskPageBody = z.infer<typeof TaskPage>
export type RunStepBody = z.infer<typeof RunStep>

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
  /** What it was built with: a second app over these is another process. */
  deps: ApiDeps
  stack: HostStack
  db: Database
  evidenceFolder: string
  signIn(name: string): Promise<string>
  ask<Body = Record<string, unknown>>(method: string, url: string, ask?: Ask): Promise<Answer<Body>>
  get<Body = Record<string, unknown>>(url: string, as: string): Promise<Answer<Body>>
  post<Body = Record<string, unknown>>(url: string, as: string, body: unknown, key?: string): Promise<Answer<Body>>
  close(): Promise<void>
}

export interface OpenApiOptions extends HostStackOptions {
  now?: () => string
  /** Without a worker nothing is ever answered by a host. */
  worker?: boolean
  /** Runs of a store and playbook share desks. */
  desks?: boolean
  /** Folder of the built page, for tests in a browser. */
  pageFolder?: string
}

/** Opens everything; close it in `afterAll`. */
export async function openApi(options: OpenApiOptions = {}): Promise<OpenApi> {
  // The small stores, where nothing else is asked for.
  const database = () => storesDatabase(options.desks === true ? 'desk' : 'own')
  const stack = await openHostStack({ database, ...options })
  if (options.worker !== false) await stack.startWorker()
  // As in production: the API's own role, its own dispatcher.
  const db = openDatabase(stack.urls.apiUrl, { applicationName: 'zhangfa test api', maxConnections: 8 })
  const recordings = listenRecorded(stack.urls.apiUrl, db)
  const evidenceFolder = mkdtempSync(join(inject('testHome'), 'evidence-'))
  const deps: ApiDeps = {
    db,
    way: new Dispatcher(stack.client, db, recordings, { taskQueue: stack.taskQueue, ...options.dispatcher }),
    recorded: recordings.events,
    reachTemporal: async () => void (await stack.connection.workflowService.getSystemInfo({})),
    now: options.now ?? (() => new Date().toISOString()),
    evidenceFolder,
    piiKey: Buffer.alloc(32, 7),
    auditPlaces: { home: evidenceFolder, folders: [join(evidenceFolder, 'notes')] },
    secureCookies: false,
    mode: 'demo',
    ...(options.pageFolder === undefined ? {} : { pageFolder: options.pageFolder }),
    messages: {
      publicUrl: 'https://shop.example',
      mail: { host: 'smtp.example:465', from: 'zhangfa@shop.example' },
      allowInner: true,
    },
    strictAnswers: true,
    version: '0.0.0-test',
  }
  const app = await buildApp(deps)
  const tokens = new Map<string, Promise<string>>()
  const ask = async <Body>(
    method: string,
    url: string,
    { as, body, key, headers }: Ask = {},
  ): Promise<Answer<Body>> => {
    const write = method !== 'GET' && key !== null
    const response = await app.inject({
      method: method as 'GET',
      url:
        url.startsWith('/api') || url.startsWith('/healthz') || url.startsWith('/readyz') || url.startsWith('/openapi')
          ? url
          : `/api/v1${url}`,
      headers: {
        ...(as === undefined ? {} : { authorization: `Bearer ${await signIn(as)}` }),
        ...(write ? { 'idempotency-key': key ?? randomUUID() } : {}),
        ...(body !== undefined && typeof body !== 'string' ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const type = String(response.headers['content-type'] ?? '')
    return {
      status: response.statusCode,
      body: (type.includes('json') && response.body !== '' ? response.json() : response.body) as Body,
      headers: response.headers,
    }
  }
  const signIn = (name: string): Promise<string> => {
    const known = tokens.get(name) ?? signInAs(name)
    tokens.set(name, known)
    return known
  }
  const signInAs = async (name: string): Promise<string> => {
    const answer = await ask<{ token: string }>('POST', '/session', {
      body: { email: `${name}@demo.local`, password },
      key: null,
    })
    if (answer.status !== 200) throw new Error(`${name} cannot sign in: ${JSON.stringify(answer.body)}`)
    return answer.body.token
  }
  return {
    app,
    deps,
    stack,
    db,
    evidenceFolder,
    signIn,
    ask,
    get: <Body>(url: string, as: string) => ask<Body>('GET', url, { as }),
    post: <Body>(url: string, as: string, body: unknown, key?: string) =>
      ask<Body>('POST', url, { as, body, ...(key === undefined ? {} : { key }) }),
    async close() {
      await app.close()
      await recordings.close()
      await db.destroy()
      await stack.close()
    },
  }
}
