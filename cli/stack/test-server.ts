import { setTimeout as pause } from 'node:timers/promises'
import { Connection } from '@temporalio/client'
import { openDataFolder } from './data-folder.ts'
import { freePort } from './free-port.ts'
import type { ServerProcess } from './server-process.ts'
import { lastWords, spawnServer } from './server-process.ts'
import { findTestServerBinary } from './temporal-binary.ts'

export interface RunningTestServer {
  address: string
  process: ServerProcess
  stop(): Promise<void>
}

/**
 * Starts Temporal's time-skipping test server: everything in memory, one clock for all, no visibility.
 * @param options.home folder for its log and its process record.
 * @param options.binary its path where that is known already, which saves hashing it again.
 */
export async function startTestServer(options: { home: string; binary?: string }): Promise<RunningTestServer> {
  const folder = openDataFolder(options.home)
  const port = await freePort()
  const name = `test-server-${port}`
  const process = spawnServer(folder, {
    name,
    command: options.binary ?? (await findTestServerBinary()),
    args: [String(port)],
    env: { ...globalThis.process.env, TZ: 'UTC' },
    cwd: folder.path,
    stopSignal: 'SIGTERM',
    graceMs: 3_000,
  })
  const address = `127.0.0.1:${port}`
  let end: string | null = null
  void process.exited.then((how) => (end = how))
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; await pause(30)) {
    if (end !== null) break
    const connection = await Connection.connect({ address, connectTimeout: 1_000 }).catch(() => null)
    if (connection === null) continue
    await connection.close()
    return { address, process, stop: () => process.stop() }
  }
  process.kill()
  throw new Error(`The Temporal test server did not come up (${end ?? 'no answer'}):\n${lastWords(folder, name)}`)
}
