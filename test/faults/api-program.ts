import { buildApp } from '#api/app.ts'
import { readConfig } from '#api/config.ts'
import { openDatabase } from '#db/database.ts'
import { listenRecorded } from '#db/listen.ts'
import { Dispatcher } from '#dispatch/dispatcher.ts'
import { openTemporalClient } from '#dispatch/temporal-client.ts'
import { defaultHostLimits } from '#workflows/messages.ts'

/** The API as a process of its own, so that it can be killed; hosts it starts have the test's low limits. */
const { env } = process
const config = readConfig(env)
const db = openDatabase(config.databaseUrl, { applicationName: 'zhangfa test api', maxConnections: 20 })
const client = openTemporalClient(env)
const recordings = listenRecorded(config.databaseUrl, db)
const way = new Dispatcher(client, db, recordings, {
  taskQueue: env['ZHANGFA_TASK_QUEUE'] ?? '',
  limits: {
    ...defaultHostLimits,
    updates: Number(env['TEST_UPDATES_PER_RUN']),
    openRuns: Number(env['TEST_OPEN_RUNS']),
  },
})
const app = await buildApp({
  db,
  way,
  recorded: recordings.events,
  reachTemporal: async () => void (await client.connection.workflowService.getSystemInfo({})),
  now: () => new Date().toISOString(),
  evidenceFolder: env['TEST_EVIDENCE'] ?? '',
  piiKey: Buffer.from(config.piiKey, 'base64'),
  secureCookies: false,
  mode: 'demo',
  callerLimits: config.callerLimits,
  version: '0.0.0-test',
})
process.on('disconnect', () => process.exit(0))
await app.listen({ port: config.port, host: config.host })
