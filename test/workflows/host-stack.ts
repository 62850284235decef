import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker'
import type { Worker } from '@temporalio/worker'
import { inject } from 'vitest'
import { createWorker } from '#activities/worker.ts'
import { workflowBundle } from '#activities/workflow-bundle.ts'
import { addSearchAttributes } from '#cli/stack/temporal-namespace.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import { listenRecorded } from '#db/listen.ts'
import { dataConverter } from '#dispatch/data-converter.ts'
import { Dispatcher } from '#dispatch/dispatcher.ts'
import type { PayloadKeys } from '#dispatch/payload-keys.ts'
import type { DispatcherOptions } from '#dispatch/dispatcher.ts'
import { compilePlaybook } from '#engine/language/compile-playbook.ts'
import type { Plan } from '#engine/model/plan.ts'
import { defaultHostLimits } from '#workflows/messages.ts'
import type { HostLimits } from '#workflows/messages.ts'
import type { FreshDatabase } from '../support/fresh-database.ts'
import { migratedCopy } from '../support/fresh-database.ts'

/** Dispatch, worker and database of one test file, on whichever Temporal it is given. */
export interface HostStack {
  client: Client
  connection: Connection
  /** This file's part of the Temporal server. */
  namespace: string
  /** Addresses of this file's database, one per role. */
  urls: FreshDatabase
  db: Database
  owner: Database
  dispatcher: Dispatcher
  taskQueue: string
  /** A store of this file's own. */
  shop: string
  bundlePath: string
  /** A further dispatcher: another process as far as hosts can tell. */
  anotherDispatcher(options?: DispatcherOptions): Dispatcher
  startWorker(): Promise<RunningWorker>
  stopWorkers(): Promise<void>
  close(): Promise<void>
}

export interface RunningWorker {
  worker: Worker
  stop(): Promise<void>
}

export interface HostStackOptions {
  temporal?: { connection: Connection; nativeConnection: NativeConnection; namespace: string }
  limits?: Partial<HostLimits>
  dispatcher?: DispatcherOptions
  maxCachedWorkflows?: number
  /** Seals what goes to Temporal; left out, it lies open. */
  keys?: PayloadKeys
  /** Makes the database; left out, one at the present schema with nothing in it. */
  database?: () => Promise<FreshDatabase>
}

// Before any native connection: later the runtime cannot be changed any more.
Runtime.install({ logger: new DefaultLogger('ERROR') })

/** Tests share two cores with servers and each other: patience proves nothing wrong. */
const busyMachine = { patienceMs: 45_000, recordingMs: 30_000 }

/** Opens everything but the worker; close it in `afterAll`. */
export async function openHostStack(options: HostStackOptions = {}): Promise<HostStack> {
  const temporal = options.temporal ?? (await devServer())
  const urls = await (options.database ?? migratedCopy)()
  const open = (url: string): Database => openDatabase(url, { applicationName: 'zhangfa test', maxConnections: 8 })
  const owner = open(urls.ownerUrl)
  const db = open(urls.workerUrl)
  const recordings = listenRecorded(urls.workerUrl, db)
  const client = new Client({
    connection: temporal.connection,
    namespace: temporal.namespace,
    dataConverter: dataConverter(options.keys ?? null),
  })
  const taskQueue = `test-${randomBytes(6).toString('hex')}`
  const limits = { ...defaultHostLimits, ...options.limits }
  const anotherDispatcher = (more?: DispatcherOptions): Dispatcher =>
    new Dispatcher(client, db, recordings, { taskQueue, limits, ...busyMachine, ...options.dispatcher, ...more })
  const dispatcher = anotherDispatcher()
  const bundlePath = await workflowBundle(join(inject('testHome'), 'bundles'))
  const workers = new Set<RunningWorker>()
  const startWorker = async (): Promise<RunningWorker> => {
    const worker = await createWorker({
      client,
      db,
      dispatcher,
      taskQueue,
      limits,
      bundlePath,
      connection: temporal.nativeConnection,
      namespace: temporal.namespace,
      keys: options.keys ?? null,
      onTrouble: () => undefined,
      ...(options.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: options.maxCachedWorkflows }),
    })
    const ended = worker.run()
    const running: RunningWorker = {
      worker,
      stop: async () => {
        workers.delete(running)
        worker.shutdown()
        await ended
      },
    }
    workers.add(running)
    return running
  }
  const stopWorkers = async (): Promise<void> => {
    for (const running of workers) await running.stop()
  }
  return {
    client,
    connection: temporal.connection,
    namespace: temporal.namespace,
    urls,
    db,
    owner,
    dispatcher,
    taskQueue,
    shop: taskQueue.replace('test', 'shop'),
    bundlePath,
    anotherDispatcher,
    startWorker,
    stopWorkers,
    async close() {
      await stopWorkers()
      await recordings.close()
      await Promise.all([db.destroy(), owner.destroy()])
      if (!options.temporal) {
        await temporal.nativeConnection.close()
        await temporal.connection.close()
      }
      await urls.drop()
    },
  }
}

/** The shared server with a namespace of this file's own: desks of two demonstrations would have one name. */
async function devServer(): Promise<NonNullable<HostStackOptions['temporal']>> {
  const { address } = inject('temporal')
  const [connection, nativeConnection] = await Promise.all([
    Connection.connect({ address }),
    NativeConnection.connect({ address }),
  ])
  const namespace = `test-${randomBytes(6).toString('hex')}`
  const workflowExecutionRetentionPeriod = { seconds: 86_400 as never }
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod })
  await addSearchAttributes(connection, namespace)
  return { connection, nativeConnection, namespace }
}

/** Compiles a playbook of this folder, or of the house. */
export function readPlaybook(path: string): Plan {
  const { plan, findings } = compilePlaybook(readFileSync(path, 'utf8'))
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (!plan || errors.length > 0) throw new Error(`${path}: ${JSON.stringify(errors)}`)
  return plan
}
