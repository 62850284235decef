import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { DataFolder } from './data-folder.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import type { PostgresSecrets } from './postgres-secrets.ts'
import { freshSecrets, knownSecrets, postgresRoles } from './postgres-secrets.ts'
import type { ServerUser } from './server-user.ts'
import { canReach, sharedFolder } from './server-user.ts'

/** Everything written by Postgres, and what opens it. */
export interface PostgresCluster {
  path: string
  secrets: PostgresSecrets
}

const run = promisify(execFile)
const placedIn = 'postgres-place.json'

/** Environment of Postgres programs: one language and one zone, whatever the machine's. */
export const postgresEnvironment: NodeJS.ProcessEnv = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' }

/**
 * Opens the cluster of a data folder, making it first when there is none. Making is all or nothing: a half-made cluster
 * never bears the final name.
 * @param sync false writes without waiting for the disk (tests only).
 * @throws when the cluster belongs to another major version or its passwords are lost.
 */
export async function openCluster(
  folder: DataFolder,
  programs: PostgresBinaries,
  user: ServerUser | null,
  sync: boolean,
): Promise<PostgresCluster> {
  const path = clusterPath(folder, user)
  if (existsSync(join(path, 'PG_VERSION')))
    return { path: realpathSync(path), secrets: existing(folder, path, programs) }
  const secrets = freshSecrets(folder)
  await initialise(path, programs, user, secrets, sync)
  return { path: realpathSync(path), secrets }
}

/** A root user's home is closed to the database's user; then the cluster lies in a place of the whole machine. */
function clusterPath(folder: DataFolder, user: ServerUser | null): string {
  const inside = join(folder.path, 'postgres')
  if (user === null || existsSync(join(inside, 'PG_VERSION')) || canReach(user, folder.path)) return inside
  const known = folder.readJson<{ id: string }>(placedIn)
  const id = known?.id ?? randomUUID()
  if (known === null) folder.writeJson(placedIn, { id, why: `${user.name} cannot enter ${folder.path}` })
  return join(sharedFolder('clusters'), id)
}

function existing(folder: DataFolder, path: string, programs: PostgresBinaries): PostgresSecrets {
  const major = readFileSync(join(path, 'PG_VERSION'), 'utf8').trim()
  const ours = programs.version.split('.')[0]
  if (major !== ours) {
    throw new Error(
      `The database in ${path} was made by Postgres ${major}, this is Postgres ${ours}: ` +
        'export it with the version that made it, or set ZHANGFA_HOME to a new folder.',
    )
  }
  const secrets = knownSecrets(folder)
  if (secrets !== null) return secrets
  throw new Error(
    `The passwords of the database in ${path} are missing (secrets/postgres.json): ` +
      'put the file back from your backup, or set ZHANGFA_HOME to a new folder.',
  )
}

async function initialise(
  path: string,
  programs: PostgresBinaries,
  user: ServerUser | null,
  secrets: PostgresSecrets,
  sync: boolean,
): Promise<void> {
  const draft = `${path}.making`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  const password = join(draft, 'password')
  writeFileSync(password, secrets.admin, { mode: 0o600 })
  const cluster = join(draft, 'cluster')
  const who = user === null ? {} : { uid: user.uid, gid: user.gid }
  if (user !== null) for (const entry of [draft, password]) chownSync(entry, user.uid, user.gid)
  const how = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256', `--username=${postgresRoles.admin}`]
  if (!sync) how.push('--no-sync')
  await run(join(programs.bin, 'initdb'), [`--pgdata=${cluster}`, `--pwfile=${password}`, ...how], {
    env: postgresEnvironment,
    cwd: '/',
    ...who,
  }).catch((error: { stderr?: string; message: string }) => {
    throw new Error(`Postgres could not make its database in ${path}: ${error.stderr?.trim() || error.message}`)
  })
  renameSync(cluster, path)
  rmSync(draft, { recursive: true, force: true })
}
