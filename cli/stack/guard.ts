import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Watch {
  pid: number
  /** How to ask it to end. */
  signal: NodeJS.Signals
  /** How long it may take before it is killed. */
  graceMs: number
}

const watched = new Map<number, Watch>()
let guard: ChildProcess | null = null

/** Puts a process under the guard: it is ended when this process goes, however this process goes. */
export function watch(entry: Watch): void {
  watched.set(entry.pid, entry)
  if (guard === null) startGuard()
  else tell({ watch: entry.pid, signal: entry.signal, graceMs: entry.graceMs })
}

/** Takes an ended process from the guard, so that its number is never signalled again. */
export function forget(pid: number): void {
  if (watched.delete(pid)) tell({ forget: pid })
}

/** The guard's process number, once something is watched. */
export function guardPid(): number | null {
  return guard?.pid ?? null
}

/** Has the guard end everything that is still watched, last started first; settles when that is done. */
export async function endGuarded(): Promise<void> {
  watched.clear()
  const child = guard
  if (child === null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.ref()
  child.stdin?.end()
  await gone
}

function startGuard(): void {
  const child = spawn(process.execPath, [fileURLToPath(new URL('guard.mjs', import.meta.url))], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard = child
  child.unref()
  // A pipe to an ended guard breaks on write; its 'exit' brings a new one.
  child.stdin?.on('error', () => undefined)
  ;(child.stdin as unknown as { unref?: () => void }).unref?.()
  child.once('exit', () => {
    guard = null
    if (watched.size > 0) startGuard()
  })
  for (const entry of watched.values()) tell({ watch: entry.pid, signal: entry.signal, graceMs: entry.graceMs })
}

function tell(order: Record<string, unknown>): void {
  guard?.stdin?.write(`${JSON.stringify(order)}\n`)
}
