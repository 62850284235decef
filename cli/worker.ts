import { join } from 'node:path'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import type { Client } from '@temporalio/client'
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker'
import { keepArchiving } from '#audit/archive-histories.ts'
import { openSigningKey } from '#audit/keys.ts'
import type { SealingHouse } from '#audit/keep-sealing.ts'
import { keepSealing } from '#audit/keep-sealing.ts'
import { keyFolder, noteFolders, publishKey } from '#audit/places.ts'
import { keepReconciling } from '#audit/reconcile.ts'
import { trustWitness } from '#audit/witness/trust.ts'
import { beat } from '#activities/heartbeat.ts'
import { createWorker } from '#activities/worker.ts'
import { workflowBundle } from '#activities/workflow-bundle.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import { listenRecorded } from '#db/listen.ts'
import { Dispatcher } from '#dispatch/dispatcher.ts'
import { refuseFailPoints } from '#dispatch/fail-point.ts'
import { payloadCodec } from '#dispatch/payload-codec.ts'
import { readPayloadKeys } from '#dispatch/payload-keys.ts'
import { keepSweeping } from '#dispatch/sweep-launches.ts'
import { definedOnly, openTemporalClient } from '#dispatch/temporal-client.ts'
import { hostTaskQueue } from '#workflows/messages.ts'

/**
 * `npm run worker`: runs hosts and their activities until it is asked to end (SIGTERM, SIGINT; with ZHANGFA_SUPERVISED=1
 * also when its standard input closes). Reads DATABASE_URL_WORKER (or DATABASE_URL), TEMPORAL_*, ZHANGFA_HOME,
 * ZHANGFA_PAYLOAD_KEYS; to seal history DATABASE_URL_SEALER (or DATABASE_URL), ZHANGFA_LOG_KEY, ZHANGFA_CHECKPOINTS,
 * ZHANGFA_WITNESS_URL and ZHANGFA_WITNESS_VERIFIER; ZHANGFA_TASK_QUEUE where two houses share a namespace, and ZHANGFA_DEPLOYMENT with ZHANGFA_BUILD_ID
 * where workers are versioned.
 */
const sweeping = { everyMs: 5_000, olderThanMs: 30_000 }

async function runWorker(env: NodeJS.ProcessEnv): Promise<void> {
  // Workflow code must tell days the same way on every machine.
  process.env['TZ'] = 'UTC'
  refuseFailPoints(env)
  const url = env['DATABASE_URL_WORKER'] || env['DATABASE_URL']
  if (!url)
    throw new Error('There is no database to record in: set DATABASE_URL_WORKER (or DATABASE_URL) to its address.')
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] })
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({ overrideEnvVars: definedOnly(env) })
  const bundle = workflowBundle(join(env['ZHANGFA_HOME'] ?? '.zhangfa', 'cache'))
  const [connection, bundlePath] = await Promise.all([NativeConnection.connect(connectionOptions ?? {}), bundle])
  const db = openDatabase(url, { applicationName: 'zhangfa worker' })
  const recordings = listenRecorded(url, db)
  const client = openTemporalClient(env)
  const taskQueue = env['ZHANGFA_TASK_QUEUE'] || hostTaskQueue
  const dispatcher = new Dispatcher(client, db, recordings, {
    taskQueue,
    onTrouble: (error) => console.error(error.message),
  })
  const { ZHANGFA_DEPLOYMENT: name, ZHANGFA_BUILD_ID: buildId } = env
  const worker = await createWorker({
    client,
    db,
    dispatcher,
    taskQueue,
    connection,
    namespace,
    bundlePath,
    keys: readPayloadKeys(env),
    onTrouble: (failed) => {
      for (const { sopRunId, code, reason } of failed)
        console.error(`Run ${sopRunId} could not be stored whole: ${code} ${reason}`)
    },
    ...(name && buildId ? { deployment: { name, buildId } } : {}),
  })
  endWhenAsked(env, () => {
    if (worker.getState() === 'RUNNING') worker.shutdown()
  })
  const ended = worker.run()
  const stopBeating = beat(db, () => worker.getState() === 'RUNNING')
  const stopSweeping = keepSweeping(db, dispatcher, sweeping)
  const stopSealing = startSealing(env, client, db)
  try {
    await ended
  } finally {
    await stopBeating()
    await stopSweeping()
    await stopSealing()
    await recordings.close()
    await db.destroy()
    await client.connection.close()
    await connection.close()
  }
}

/** Seals history and compares it with Temporal where this worker has the key; the others find nothing to do. */
function startSealing(env: NodeJS.ProcessEnv, client: Client, workerDb: Database): () => Promise<void> {
  const { ZHANGFA_LOG_KEY: logKey, ZHANGFA_WITNESS_URL: witnessUrl, ZHANGFA_WITNESS_VERIFIER: verifier } = env
  const url = env['DATABASE_URL_SEALER'] || env['DATABASE_URL']
  if (!logKey || !url) return () => Promise.resolve()
  const home = env['ZHANGFA_HOME'] ?? '.zhangfa'
  const key = openSigningKey(Buffer.from(logKey, 'base64'), 'log')
  publishKey(home, key)
  const db = openDatabase(url, { applicationName: 'zhangfa sealer', maxConnections: 2, statementTimeoutMs: 120_000 })
  const report = (line: string): void => console.error(line)
  const house: SealingHouse = {
    db,
    key,
    folders: noteFolders(env, home),
    witness: witnessUrl ? trustWitness(witnessUrl, join(keyFolder(home), 'witness.vkey'), verifier) : null,
    report,
  }
  const codec = payloadCodec(readPayloadKeys(env))
  const stops = [
    keepSealing(house),
    keepReconciling({ client, codec, db: workerDb, alarmDb: db, report }),
    keepArchiving({ client, db, folder: join(home, 'audit') }, report),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
    await db.destroy()
  }
}

function endWhenAsked(env: NodeJS.ProcessEnv, end: () => void): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
  if (env['ZHANGFA_SUPERVISED'] !== '1') return
  process.stdin.on('end', end).on('close', end).resume()
}

try {
  await runWorker(process.env)
  process.exit(0)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
