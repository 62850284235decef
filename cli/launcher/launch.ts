import { openSigningKey } from '#audit/keys.ts'
import { openDataFolder } from '../stack/data-folder.ts'
import type { DataFolder } from '../stack/data-folder.ts'
import { isPortFree, rememberedPort } from '../stack/free-port.ts'
import { noteInstance } from '../stack/instance.ts'
import { endLeftovers } from '../stack/leftovers.ts'
import type { ChildrenEnvironments, OwnWitness } from './children-environment.ts'
import { auditKeyOf } from './audit-keys.ts'
import { childrenEnvironments } from './children-environment.ts'
import { lockInstance } from './instance-lock.ts'
import type { Say } from './progress.ts'
import { withProgress } from './progress.ts'
import { piiKeyOf } from './pii-key.ts'
import { runProgram, startProgram } from './project-process.ts'
import { untilReady } from './readiness.ts'
import { RefuseStart } from './refuse-start.ts'
import type { Settings } from './settings.ts'
import { readyLines } from './signs.ts'
import { startDatabase } from './start-database.ts'
import type { StartedStack } from './started-stack.ts'
import { startTemporal } from './start-temporal.ts'
import { supervise } from './supervise.ts'

/** The programs a launch starts, by file; tests put their own in the place of worker and API. */
export interface Programs {
  migrate: string
  /** Builds the page; left out, there is none to build. */
  page?: string
  /** Signs checkpoints beside us; left out, none is started. */
  witness?: string
  worker: string
  api: string
  /** Launches runs in a demonstration that has none; left out, it stays empty. @returns how many. */
  demoRuns?: (address: string) => Promise<number>
}

/** A child that ends this often before the first readiness has a fault that no new start mends. */
const hopelessAfter = 5

/**
 * Brings everything up, in order, and says so once `GET /readyz` answers 200.
 * @returns lets go of the data folder, for when everything is down again.
 * @throws RefuseStart for what the person at the terminal can mend.
 */
export async function launch(
  settings: Settings,
  programs: Programs,
  stack: StartedStack,
  say: Say,
): Promise<() => void> {
  const begun = Date.now()
  const folder = dataFolder(settings)
  const unlock = lockInstance(folder, settings.port)
  try {
    const ended = await withProgress(say, 'Ending what an earlier start left behind', endLeftovers(folder))
    if (ended.length > 0) say(`Ended ${ended.join(', ')}, left running by an earlier start.`)
    await refuseTakenPort(settings)
    const [database, temporal] = await Promise.all([
      withProgress(say, 'Starting Postgres', startDatabase(settings, stack, say)),
      withProgress(say, 'Starting Temporal', startTemporal(settings, stack, say)),
      buildPage(programs, say),
    ])
    const keys = { pii: piiKeyOf(folder, process.env), log: auditKeyOf(folder, 'log', process.env) }
    const witness = await ownWitness(folder, programs, keys.log)
    const env = childrenEnvironments(settings, database, temporal, keys, witness, process.env)
    const address = `http://${settings.host === '0.0.0.0' ? '127.0.0.1' : settings.host}:${settings.port}`
    noteInstance(folder, { address, database, temporal: { address: temporal.address, namespace: temporal.namespace } })
    const args = settings.demoData ? ['--demo'] : []
    const migrated = await withProgress(
      say,
      'Bringing the database up to date',
      runProgram(programs.migrate, args, env.migration),
    )
    await startDoors(folder, { ...programs, witness: witness && programs.witness }, env, stack, say)
    await withProgress(
      say,
      'Waiting for API and worker',
      untilReady(address, () => hopeless(folder, stack)),
    )
    if (settings.demoData) await fillDemonstration(address, programs, say)
    for (const line of firstLinkIn(migrated)) say(line)
    for (const line of readyLines(address, settings, temporal, (Date.now() - begun) / 1_000)) say(line)
    return unlock
  } catch (error) {
    unlock()
    throw error
  }
}

/** The link into a house without people, as the migration printed it. */
function firstLinkIn(printed: string): string[] {
  return printed.split('\n').filter((line) => line.includes('/first-run#'))
}

async function buildPage(programs: Programs, say: Say): Promise<void> {
  if (programs.page === undefined) return
  await withProgress(say, 'Building the page', runProgram(programs.page, [], process.env))
}

/** An empty demonstration is worth starting all the same. */
async function fillDemonstration(address: string, { demoRuns }: Programs, say: Say): Promise<void> {
  if (demoRuns === undefined) return
  try {
    await withProgress(say, 'Launching runs of the demonstration', demoRuns(address))
  } catch (error) {
    say(`Some runs of the demonstration could not be launched: ${(error as Error).message}`)
  }
}

function dataFolder(settings: Settings): DataFolder {
  try {
    return openDataFolder(settings.home)
  } catch (error) {
    throw new RefuseStart(
      `The data folder ${settings.home} cannot be written (${(error as Error).message}): set ZHANGFA_HOME to one that can.`,
    )
  }
}

async function refuseTakenPort(settings: Settings): Promise<void> {
  if (await isPortFree(settings.port, settings.host)) return
  throw new RefuseStart(
    `Port ${settings.port} is taken by another program: stop that one, or choose another, ` +
      `as in PORT=${settings.port + 1} npm start.`,
  )
}

async function startDoors(
  folder: DataFolder,
  programs: Pick<Programs, 'worker' | 'api'> & { witness?: string | null | undefined },
  env: ChildrenEnvironments,
  stack: StartedStack,
  say: Say,
): Promise<void> {
  for (const name of ['witness', 'worker', 'api'] as const) {
    const program = programs[name]
    if (!program) continue
    stack.add(await supervise({ name, say, start: async () => startProgram(folder, name, program, env[name]) }))
  }
}

/** The witness to start: none where one runs elsewhere (ZHANGFA_WITNESS_URL). */
async function ownWitness(folder: DataFolder, programs: Programs, logKey: string): Promise<OwnWitness | null> {
  if (programs.witness === undefined || process.env['ZHANGFA_WITNESS_URL']) return null
  const key = auditKeyOf(folder, 'witness', process.env)
  const logVerifier = openSigningKey(Buffer.from(logKey, 'base64'), 'log').verifier
  return { key, port: await rememberedPort(folder, 'witness'), logVerifier }
}

function hopeless(folder: DataFolder, stack: StartedStack): string | null {
  const failing = stack.failures().find((server) => server.failures() >= hopelessAfter)
  if (failing === undefined) return null
  return `${failing.name} ended ${hopelessAfter} times before it was ready: see ${folder.entry('logs', `${failing.name}.log`)}`
}
