import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDataFolder } from '#cli/stack/data-folder.ts'
import { endLeftovers } from '#cli/stack/leftovers.ts'
import type { RunningPostgres } from '#cli/stack/postgres.ts'
import { startPostgres } from '#cli/stack/postgres.ts'
import { postmasterOf } from '#cli/stack/postmaster.ts'
import { identityOf, isSameProcess } from '#cli/stack/process-identity.ts'
import { findTestServerBinary } from '#cli/stack/temporal-binary.ts'
import type { RunningTemporal } from '#cli/stack/temporal-server.ts'
import { startTemporalServer } from '#cli/stack/temporal-server.ts'
import { scratchParent } from './scratch-parent.ts'

export interface PostgresUrls {
  adminUrl: string
  ownerUrl: string
  workerUrl: string
  apiUrl: string
  sealerUrl: string
}

/** Servers of one test run, started by whichever project asks first, ended when the last one lets go. */
interface Shared {
  home: Promise<string>
  users: number
  postgres?: Promise<RunningPostgres>
  temporal?: Promise<RunningTemporal>
  testServerBinary?: Promise<string>
}

// Each project loads its own copy of this module; the servers are one.
const slot = globalThis as typeof globalThis & { zhangfaTestServers?: Shared }
const prefix = 'zhangfa-test-'
const ownerFile = 'owner.json'

function take(): Shared {
  slot.zhangfaTestServers ??= { home: makeHome(), users: 0 }
  slot.zhangfaTestServers.users += 1
  return slot.zhangfaTestServers
}

/** One Postgres for the whole run, on a scratch folder, not waiting for the disk. */
export async function usePostgres(): Promise<PostgresUrls> {
  const shared = take()
  shared.postgres ??= shared.home.then((home) => startPostgres({ home, sync: false }))
  const { adminUrl, ownerUrl, workerUrl, apiUrl, sealerUrl } = await shared.postgres
  return { adminUrl, ownerUrl, workerUrl, apiUrl, sealerUrl }
}

/** One Temporal dev server for the whole run, able to skip time per workflow. */
export async function useTemporal(): Promise<{ address: string; namespace: string }> {
  const shared = take()
  const dynamicConfig = {
    'frontend.WorkflowTimeSkippingEnabled': 'true',
    'history.timerProcessorMaxTimeShift': '"1ms"',
  }
  shared.temporal ??= shared.home.then((home) => startTemporalServer({ home, sync: false, dynamicConfig }))
  const { address, namespace } = await shared.temporal
  return { address, namespace }
}

/** The time-skipping server's program and the run's scratch folder. */
export async function useTestServerBinary(): Promise<{ binary: string; home: string }> {
  const shared = take()
  shared.testServerBinary ??= findTestServerBinary()
  return { binary: await shared.testServerBinary, home: await shared.home }
}

/** Lets go of one use; the last one ends the servers and removes their folder. */
export async function release(): Promise<void> {
  const shared = slot.zhangfaTestServers
  if (shared === undefined) return
  shared.users -= 1
  if (shared.users > 0) return
  delete slot.zhangfaTestServers
  await (await shared.temporal?.catch(() => undefined))?.stop()
  await (await shared.postgres?.catch(() => undefined))?.stop()
  rmSync(await shared.home, { recursive: true, force: true })
}

/**
 * A scratch folder that names its owner, after clearing away those whose owner has died.
 * @param parent where test folders live.
 */
export async function makeHome(parent: string = scratchParent()): Promise<string> {
  await clearCrashedRuns(parent)
  const home = mkdtempSync(join(parent, prefix))
  chmodSync(home, 0o755)
  openDataFolder(home).writeJson(ownerFile, { pid: process.pid, identity: identityOf(process.pid) })
  return home
}

/** Ends the servers of test runs that were killed, and removes their folders. */
export async function clearCrashedRuns(parent: string): Promise<void> {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    const folder = openDataFolder(join(parent, name))
    const owner = folder.readJson<{ pid: number; identity: string }>(ownerFile)
    if (owner === null || isSameProcess(owner.pid, owner.identity)) continue
    await endLeftovers(folder, [])
    const postmaster = postmasterOf(join(folder.path, 'postgres'))
    if (postmaster.state !== 'live') rmSync(folder.path, { recursive: true, force: true })
  }
}
