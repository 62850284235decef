import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openSigningKey } from '#audit/keys.ts'
import { auditKeyOf } from '#cli/launcher/audit-keys.ts'
import { childrenEnvironments } from '#cli/launcher/children-environment.ts'
import { piiKeyOf } from '#cli/launcher/pii-key.ts'
import { runProgram, startProgram } from '#cli/launcher/project-process.ts'
import { untilReady } from '#cli/launcher/readiness.ts'
import { openDataFolder } from '#cli/stack/data-folder.ts'
import type { DataFolder } from '#cli/stack/data-folder.ts'
import { freePort } from '#cli/stack/free-port.ts'
import { endGuarded } from '#cli/stack/guard.ts'
import { startPostgres } from '#cli/stack/postgres.ts'
import type { RunningPostgres } from '#cli/stack/postgres.ts'
import type { ServerProcess } from '#cli/stack/server-process.ts'
import { lastWords } from '#cli/stack/server-process.ts'
import { startTemporalServer } from '#cli/stack/temporal-server.ts'
import type { RunningTemporal } from '#cli/stack/temporal-server.ts'
import { openDatabase } from '#db/database.ts'
import { publishDefinition } from '#db/writes/publish-definition.ts'
import { saveDefinition } from '#db/writes/save-definition.ts'
import { compilePlaybook } from '#engine/language/compile-playbook.ts'
import { makeHome } from '../support/test-servers.ts'
import { ourSide } from './our-side.ts'
import { partnerSide } from './partner-side.ts'
import type { Side } from './side.ts'

/** Everything that is measured, on one Postgres and one Temporal dev server. */
export interface BenchStack {
  partner: Side
  /** Ours, hosted both ways. */
  ours: Side[]
  temporalVersion: string
  /** The database, as its owner. */
  ownerUrl: string
  close(): Promise<void>
}

const playbook = fileURLToPath(new URL('ten-steps.yaml', import.meta.url))
/** Node behaves alike on both sides, as it does in production. */
const inherited = { ...process.env, NODE_ENV: 'production' }

/**
 * Starts the servers, our worker and API, and the partner's, in a scratch folder that goes when it is closed.
 * @param signal ends waiting for them.
 * @param options sealing: history is sealed and witnessed, as in a house; without it nothing is.
 * @throws with a program's last words when it ends before it is ready.
 */
export async function startBenchStack(signal: AbortSignal, { sealing = false } = {}): Promise<BenchStack> {
  const home = await makeHome()
  const folder = openDataFolder(home)
  const started: Stoppable[] = []
  const close = async (): Promise<void> => {
    for (const server of started.reverse()) await server.stop()
    await endGuarded()
    // A test run that tidies up beside us may look into the folder just now.
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  try {
    const [postgres, temporal] = await Promise.all([startPostgres({ home }), startTemporalServer({ home })])
    started.push(postgres, temporal)
    const servers = { postgres: postgres.process.pid, temporal: temporal.process.pid }
    const partner = await startPartner(folder, postgres, temporal, started, signal)
    const ours = await startOurs(folder, { postgres, temporal, sealing }, started, signal)
    const sides = {
      partner: partnerSide('partner', partner.port, { ...servers, ...partner.processes }),
      ours: (['own', 'desk'] as const).map((hosting) =>
        ourSide(`ours, ${hosting}`, sopOf(hosting), ours.port, { ...servers, ...ours.processes }),
      ),
    }
    const closeAll = async (): Promise<void> => {
      for (const side of [sides.partner, ...sides.ours]) side.close()
      await close()
    }
    return { ...sides, temporalVersion: temporal.binary.version, ownerUrl: postgres.ownerUrl, close: closeAll }
  } catch (error) {
    await close()
    throw error
  }
}

interface Stoppable {
  stop(): Promise<void>
}

interface StartedPair {
  port: number
  processes: { api: number; worker: number }
}

async function startOurs(
  folder: DataFolder,
  { postgres, temporal, sealing }: { postgres: RunningPostgres; temporal: RunningTemporal; sealing: boolean },
  started: Stoppable[],
  signal: AbortSignal,
): Promise<StartedPair> {
  const port = await freePort()
  const settings = {
    ...{ home: folder.path, port, host: '127.0.0.1', mode: 'demo' as const, demoData: true },
    ...{ database: null, temporal: null },
  }
  const keys = { pii: piiKeyOf(folder, inherited), log: auditKeyOf(folder, 'log', inherited) }
  const logVerifier = openSigningKey(Buffer.from(keys.log, 'base64'), 'log').verifier
  const witness = { key: auditKeyOf(folder, 'witness', inherited), port: await freePort(), logVerifier }
  const env = childrenEnvironments(settings, postgres, temporal, keys, sealing ? witness : null, inherited)
  if (sealing) started.push(startProgram(folder, 'witness', 'cli/witness.ts', env.witness))
  else delete env.worker['ZHANGFA_LOG_KEY']
  await runProgram('cli/migrate.ts', ['--demo'], env.migration)
  for (const hosting of ['own', 'desk'] as const) await publish(postgres.ownerUrl, hosting)
  const worker = startProgram(folder, 'worker', 'cli/worker.ts', env.worker)
  const api = startProgram(folder, 'api', 'api/server.ts', env.api)
  started.push(worker, api)
  await untilReady(`http://127.0.0.1:${port}`, inVain(folder, [worker, api], signal))
  return { port, processes: { api: api.pid, worker: worker.pid } }
}

async function startPartner(
  folder: DataFolder,
  postgres: RunningPostgres,
  temporal: RunningTemporal,
  started: Stoppable[],
  signal: AbortSignal,
): Promise<StartedPair> {
  const port = await freePort()
  const url = new URL(postgres.adminUrl)
  const admin = new pg.Client({ connectionString: postgres.adminUrl })
  await admin.connect()
  await admin.query('create database partner')
  await admin.end()
  url.pathname = '/partner'
  const env = {
    ...inherited,
    ...{ TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: temporal.namespace },
    ...{ DATABASE_URL: url.href, PORT: String(port), TZ: 'UTC' },
  }
  const worker = startProgram(folder, 'partner-worker', 'test/bench/partner/worker.ts', env)
  const api = startProgram(folder, 'partner-api', 'test/bench/partner/api.ts', env)
  started.push(worker, api)
  await untilHealthy(`http://127.0.0.1:${port}/health`, inVain(folder, [worker, api], signal))
  return { port, processes: { api: api.pid, worker: worker.pid } }
}

async function untilHealthy(address: string, ended: () => string | null): Promise<void> {
  while (
    !(await fetch(address).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    const reason = ended()
    if (reason !== null) throw new Error(reason)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Tells why waiting is in vain, once one of them has ended or time is up. */
function inVain(folder: DataFolder, servers: ServerProcess[], signal: AbortSignal): () => string | null {
  let reason: string | null = null
  for (const { name, exited } of servers)
    void exited.then((how) => (reason ??= `${name} ${how}:\n${lastWords(folder, name)}`))
  return () => (signal.aborted ? 'ended before everything was up' : reason)
}

function sopOf(hosting: 'own' | 'desk'): string {
  return `ten-steps-${hosting}`
}

/** Publishes the ten steps once per hosting; nothing else differs. */
async function publish(ownerUrl: string, hosting: 'own' | 'desk'): Promise<void> {
  const yaml = readFileSync(playbook, 'utf8')
    .replace('sop: ten-steps\n', `sop: ${sopOf(hosting)}\n`)
    .replace('hosting: own\n', `hosting: ${hosting}\n`)
  const { plan, findings } = compilePlaybook(yaml)
  if (plan === null) throw new Error(`The benchmark's playbook does not compile: ${findings[0]?.message}`)
  const db = openDatabase(ownerUrl, { applicationName: 'zhangfa bench', maxConnections: 1 })
  try {
    const { id } = await saveDefinition(db, plan, yaml, 'system')
    await publishDefinition(db, id, plan.sha256, 'system')
  } finally {
    await db.destroy()
  }
}
