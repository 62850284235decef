import { fileURLToPath } from 'node:url'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import pg from 'pg'
import { recordStep } from './rows.ts'
import type { PartnerActivities } from './workflow.ts'
import { readPartnerEnvironment } from './environment.ts'

/** The partner's worker process: workflows and their activity, until SIGTERM. */
const { temporal, databaseUrl, taskQueue, role } = readPartnerEnvironment()
Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: ['SIGTERM'] })
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
const activities: PartnerActivities = { record: (step) => recordStep(pool, role, step) }
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address: temporal.address }),
  namespace: temporal.namespace,
  taskQueue,
  workflowsPath: fileURLToPath(new URL('./workflow.ts', import.meta.url)),
  activities,
})
await worker.run()
await pool.end()
process.exit(0)
