import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { Connection } from '@temporalio/client'
import type { DataFolder } from './data-folder.ts'
import { openDataFolder } from './data-folder.ts'
import { isPortFree, rememberedPort } from './free-port.ts'
import { keepHistories } from './temporal-namespace.ts'
import { searchAttributes, temporalNamespace } from './temporal-names.ts'
import type { FoundBinary } from './temporal-binary.ts'
import { findTemporalBinary } from './temporal-binary.ts'
import type { ServerProcess } from './server-process.ts'
import { lastWords, spawnServer } from './server-process.ts'

export interface TemporalOptions {
  /** The data folder's path. */
  home: string
  /** Look for a CLI here rather than in the usual places. */
  binary?: FoundBinary
  env?: NodeJS.ProcessEnv
  /** Insist on this port, as a restart under running clients must. */
  port?: number
  /** false: never wait for the disk (tests only). */
  sync?: boolean
  /** Further `--dynamic-config-value` settings (tests only). */
  dynamicConfig?: Record<string, string>
}

export interface RunningTemporal {
  /** host:port of the gRPC frontend. */
  address: string
  port: number
  namespace: string
  uiUrl: string
  binary: FoundBinary
  process: ServerProcess
  stop(): Promise<void>
}

/** Which CLI made the data file; a later one may not be able to read it. */
interface DataFileOrigin {
  cliVersion: string
}

const name = 'temporal'
const madeBy = 'temporal/made-by.json'
const startPatienceMs = 60_000

/**
 * Starts Temporal's dev server on the data folder's file, with our namespace, its search attributes and 90 days of kept
 * histories.
 * @throws when the data file was made by another CLI version that cannot be had, or the server does not come up.
 */
export async function startTemporalServer(options: TemporalOptions): Promise<RunningTemporal> {
  const folder = openDataFolder(options.home)
  const file = folder.entry('temporal', 'temporal.db')
  const binary = options.binary ?? (await matchingBinary(folder, file, options.env))
  refuseOtherVersion(folder, file, binary)
  folder.writeJson(madeBy, { cliVersion: binary.version } satisfies DataFileOrigin)
  const port = options.port ?? (await rememberedPort(folder, name))
  const uiPort = await rememberedPort(folder, 'temporal-ui')
  if (!(await isPortFree(port, '127.0.0.1')))
    throw new Error(`Port ${port} of Temporal has been taken by another program.`)
  const process = spawnServer(folder, {
    name,
    command: binary.path,
    args: devServerArguments(file, port, uiPort, options),
    env: { ...globalThis.process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
    cwd: folder.path,
    stopSignal: 'SIGINT',
    graceMs: 15_000,
  })
  const address = `127.0.0.1:${port}`
  await untilUp(folder, process, address)
  const uiUrl = `http://127.0.0.1:${uiPort}`
  return { address, port, namespace: temporalNamespace, uiUrl, binary, process, stop: () => process.stop() }
}

function devServerArguments(file: string, port: number, uiPort: number, options: TemporalOptions): string[] {
  const pairs: [string, string][] = [
    ['--db-filename', file],
    ['--ip', '127.0.0.1'],
    ['--port', String(port)],
    ['--ui-port', String(uiPort)],
    ['--namespace', temporalNamespace],
    ['--log-level', 'warn'],
    ['--sqlite-pragma', 'journal_mode=wal'],
    ['--sqlite-pragma', `synchronous=${options.sync === false ? 'off' : 'full'}`],
    ...Object.entries(searchAttributes).map(([key, type]): [string, string] => [
      '--search-attribute',
      `${key}=${type}`,
    ]),
    ...Object.entries(options.dynamicConfig ?? {}).map(([key, value]): [string, string] => [
      '--dynamic-config-value',
      `${key}=${value}`,
    ]),
  ]
  return ['server', 'start-dev', ...pairs.flat()]
}

/** For a file that exists only the CLI version that made it will do, wherever that is found. */
async function matchingBinary(folder: DataFolder, file: string, env?: NodeJS.ProcessEnv): Promise<FoundBinary> {
  const version = existsSync(file) ? (folder.readJson<DataFileOrigin>(madeBy)?.cliVersion ?? null) : null
  return findTemporalBinary({ ...(env === undefined ? {} : { env }), version })
}

function refuseOtherVersion(folder: DataFolder, file: string, binary: FoundBinary): void {
  const origin = folder.readJson<DataFileOrigin>(madeBy)
  if (!existsSync(file) || origin === null || origin.cliVersion === binary.version) return
  throw new Error(
    `The Temporal data in ${file} was made by CLI ${origin.cliVersion}, and ${binary.path} is ${binary.version}, which may ` +
      `misread it: set TEMPORAL_CLI_PATH to a ${origin.cliVersion} program, or set ZHANGFA_HOME to a new folder.`,
  )
}

async function untilUp(folder: DataFolder, process: ServerProcess, address: string): Promise<void> {
  let end: string | null = null
  void process.exited.then((how) => (end = how))
  for (const deadline = Date.now() + startPatienceMs; Date.now() < deadline; await pause(50)) {
    if (end !== null) throw new Error(`Temporal ${String(end)}:\n${lastWords(folder, name)}`)
    const connection = await Connection.connect({ address, connectTimeout: 1_000 }).catch(() => null)
    if (connection === null) continue
    try {
      await keepHistories(connection, temporalNamespace)
      return
    } catch {
      // The frontend answers before the namespace is there.
    } finally {
      await connection.close()
    }
  }
  process.kill()
  throw new Error(`Temporal did not come up within ${startPatienceMs / 1000} s:\n${lastWords(folder, name)}`)
}
