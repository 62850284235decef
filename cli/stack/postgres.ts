import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { DataFolder } from './data-folder.ts'
import { openDataFolder } from './data-folder.ts'
import { isPortFree, rememberedPort, rememberPort } from './free-port.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import type { PostgresCluster } from './postgres-cluster.ts'
import { openCluster, postgresEnvironment } from './postgres-cluster.ts'
import { askPostgres, ensureDatabase } from './postgres-access.ts'
import type { PostgresRole } from './postgres-secrets.ts'
import { postgresUrl } from './postgres-secrets.ts'
import { clearStalePostmaster, postmasterOf } from './postmaster.ts'
import type { ServerProcess } from './server-process.ts'
import { adoptServer, lastWords, spawnServer } from './server-process.ts'
import type { ServerUser } from './server-user.ts'
import { serverUser } from './server-user.ts'

export interface PostgresOptions {
  /** The data folder's path. */
  home: string
  /** false: never wait for the disk (tests only). */
  sync?: boolean
  /** Insist on this port, as a restart under running clients must. */
  port?: number
}

export interface RunningPostgres {
  port: number
  /** Superuser; for making databases in tests. */
  adminUrl: string
  ownerUrl: string
  workerUrl: string
  apiUrl: string
  sealerUrl: string
  /** Whether an earlier launcher had left it running. */
  adopted: boolean
  process: ServerProcess
  /** Ends it cleanly, letting nobody in; open transactions are rolled back. */
  stop(): Promise<void>
}

const kind = { name: 'postgres', stopSignal: 'SIGINT', killSignal: 'SIGQUIT', graceMs: 20_000 } as const
const startPatienceMs = 60_000

/**
 * Starts the embedded Postgres of a data folder, or takes over the one an earlier launcher left running on it, and makes
 * sure of the database and its login roles.
 * @throws when the folder is a copy of a running one, belongs to another version, or Postgres does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const folder = openDataFolder(options.home)
  const user = serverUser()
  const programs = postgresBinaries(user)
  const cluster = await openCluster(folder, programs, user, options.sync ?? true)
  const found = await adoptable(folder, cluster)
  const server = found ?? (await launch(folder, cluster, programs, user, options))
  await ensureDatabase(server.port, cluster.secrets)
  const url = (role: PostgresRole): string => postgresUrl(server.port, role, cluster.secrets)
  return {
    port: server.port,
    adminUrl: url('admin'),
    ownerUrl: url('owner'),
    workerUrl: url('worker'),
    apiUrl: url('api'),
    sealerUrl: url('sealer'),
    adopted: found !== null,
    process: server.process,
    stop: () => server.process.stop(),
  }
}

interface Serving {
  process: ServerProcess
  port: number
}

/** A server that is already up on this very cluster; waits for one that is on its way up or down. */
async function adoptable(folder: DataFolder, cluster: PostgresCluster): Promise<Serving | null> {
  for (const deadline = Date.now() + startPatienceMs; ; await pause(100)) {
    const found = postmasterOf(cluster.path)
    if (found.state === 'copied') {
      throw new Error(
        `The data folder ${folder.path} was copied from ${found.original} while that was running, so its database may be ` +
          'torn: stop the original, copy the folder again, or set ZHANGFA_HOME to a new folder.',
      )
    }
    if (found.state === 'stale') clearStalePostmaster(cluster.path)
    if (found.state !== 'live') return null
    const answer = await askPostgres(found.port, cluster.secrets)
    if (answer.state === 'up' && answer.dataDirectory === cluster.path) {
      rememberPort(folder, kind.name, found.port)
      return { process: adoptServer(folder, kind, found.pid), port: found.port }
    }
    if (answer.state === 'up' || Date.now() > deadline) {
      throw new Error(
        `Process ${found.pid} holds the database in ${cluster.path} but does not answer for it on port ${found.port}: ` +
          'end that process, then start again.',
      )
    }
  }
}

async function launch(
  folder: DataFolder,
  cluster: PostgresCluster,
  programs: PostgresBinaries,
  user: ServerUser | null,
  options: PostgresOptions,
): Promise<Serving> {
  const port = options.port ?? (await rememberedPort(folder, kind.name))
  if (!(await isPortFree(port, '127.0.0.1')))
    throw new Error(`Port ${port} of Postgres has been taken by another program.`)
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
  ]
  // A commit still reaches the system before it is answered, so that a killed Postgres has it; only a dead machine has not.
  if (options.sync === false) settings.push('fsync=off', 'full_page_writes=off')
  const process = spawnServer(folder, {
    ...kind,
    command: join(programs.bin, 'postgres'),
    args: ['-D', cluster.path, ...settings.flatMap((setting) => ['-c', setting])],
    env: postgresEnvironment,
    cwd: cluster.path,
    ...(user === null ? {} : { user: { uid: user.uid, gid: user.gid } }),
  })
  await untilUp(folder, cluster, process, port)
  return { process, port }
}

async function untilUp(
  folder: DataFolder,
  cluster: PostgresCluster,
  process: ServerProcess,
  port: number,
): Promise<void> {
  let end: string | null = null
  void process.exited.then((how) => (end = how))
  for (const deadline = Date.now() + startPatienceMs; Date.now() < deadline; await pause(30)) {
    if (end !== null) throw new Error(`Postgres ${String(end)}:\n${lastWords(folder, kind.name)}`)
    const answer = await askPostgres(port, cluster.secrets)
    if (answer.state === 'up' && answer.dataDirectory === cluster.path) return
  }
  process.kill()
  throw new Error(`Postgres did not come up within ${startPatienceMs / 1000} s:\n${lastWords(folder, kind.name)}`)
}
