import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#cli/stack/free-port.ts'

/** A house of its own, as `npm start` brings it up, with the runs of the demonstration. */
export interface OwnHouse {
  address: string
  /** Its data folder. */
  home: string
  close(): Promise<void>
}

const startWithinMs = 240_000

/** Starts everything in an empty folder on a free port. Throws when it is not ready in four minutes. */
export async function openHouse(): Promise<OwnHouse> {
  const home = mkdtempSync(join(tmpdir(), 'zhangfa-house-'))
  const port = await freePort()
  const env = { ...process.env, ZHANGFA_HOME: home, PORT: String(port) }
  const house = spawn(process.execPath, ['--import', 'tsx', 'cli/start.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  house.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const ended = new Promise<void>((resolve) => house.once('exit', () => resolve()))
  const close = async (): Promise<void> => {
    house.kill('SIGINT')
    await ended
    rmSync(home, { recursive: true, force: true })
  }
  const until = Date.now() + startWithinMs
  while (!printed.includes('Zhangfa is ready at')) {
    if (Date.now() > until || house.exitCode !== null) {
      await close()
      throw new Error(`The house did not get ready: ${printed}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return { address: `http://127.0.0.1:${port}`, home, close }
}
