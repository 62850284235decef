import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { guardPid } from '#cli/stack/guard.ts'
import type { ProcessRecord } from '#cli/stack/server-process.ts'
import { isSameProcess } from '#cli/stack/process-identity.ts'
import { scratchParent } from '../support/scratch-parent.ts'

/** A launcher under test: the real one, with small programs in the place of worker and API. */
export interface Launched {
  child: ChildProcess
  port: number
  home: string
  output(): string
  /** Waits until a line holds `text`. */
  says(text: string, seconds?: number): Promise<void>
  /** Asks the API's door. */
  ask(): Promise<{ pid: number; starts: number; env: string[] }>
  signal(name: NodeJS.Signals): void
  /** Settles with the exit code when the launcher has ended. */
  ended: Promise<number | null>
}

/** A scratch data folder that the database's user can pass through. */
export function scratchHome(): string {
  const home = mkdtempSync(join(scratchParent(), 'zhangfa-cli-'))
  chmodSync(home, 0o755)
  return home
}

/** Starts the launcher on a data folder and a port. */
export function launchOn(home: string, port: number, env: NodeJS.ProcessEnv = {}): Launched {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/cli/small/start.ts'], {
    env: { ...process.env, PORT: String(port), ZHANGFA_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    child,
    port,
    home,
    output: () => printed,
    ended,
    signal: (name) => void child.kill(name),
    async says(text, seconds = 30) {
      for (const deadline = Date.now() + seconds * 1_000; !printed.includes(text); await pause(30))
        if (Date.now() > deadline) throw new Error(`The launcher did not say "${text}" but:\n${printed}`)
    },
    async ask() {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5_000) })
      return (await response.json()) as { pid: number; starts: number; env: string[] }
    },
  }
}

/** Every process the launcher of a data folder has written down, with whether it still lives. */
export function recordedProcesses(home: string): { name: string; pid: number; alive: boolean }[] {
  const file = join(home, 'processes.json')
  const record = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord) : {}
  return Object.entries(record).map(([name, { pid, identity }]) => ({ name, pid, alive: isSameProcess(pid, identity) }))
}

/** Waits until nothing of a data folder runs any more, and names what does not go. */
export async function allGone(home: string, seconds = 20): Promise<void> {
  for (const deadline = Date.now() + seconds * 1_000; ; await pause(50)) {
    // Servers that a test started itself are under the test's own guard, which stays.
    const living = recordedProcesses(home).filter((entry) => entry.alive && entry.pid !== guardPid())
    if (living.length === 0) return
    if (Date.now() > deadline) throw new Error(`Still running: ${living.map(({ name }) => name).join(', ')}`)
  }
}

/** Ends whatever a failed test left behind and removes its folder. */
export async function clear(home: string, launched: Launched[] = []): Promise<void> {
  for (const { child } of launched) if (child.exitCode === null) child.kill('SIGKILL')
  await allGone(home)
  rmSync(home, { recursive: true, force: true })
}

/** The process that serves `name` in a data folder. */
export function pidOf(home: string, name: string): number {
  const found = recordedProcesses(home).find((entry) => entry.name === name)
  if (found === undefined) throw new Error(`${name} was never started in ${home}`)
  return found.pid
}
