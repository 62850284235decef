import { setTimeout as pause } from 'node:timers/promises'
import type { DataFolder } from './data-folder.ts'
import { guardPid } from './guard.ts'
import { isSameProcess } from './process-identity.ts'
import type { ProcessRecord } from './server-process.ts'
import { recordedIn } from './server-process.ts'

/** The longest a guard may need to end a whole stack, in milliseconds. */
const guardPatienceMs = 30_000

/**
 * Ends what an earlier launcher of this folder left running. A guard still at work is waited for; where it was killed
 * too, the processes are ended here, Postgres excepted: that one is adopted.
 * @param keep names that are left alone.
 * @returns the names of the servers that were ended.
 */
export async function endLeftovers(folder: DataFolder, keep: string[] = ['postgres']): Promise<string[]> {
  const recorded = folder.readJson<ProcessRecord>(recordedIn) ?? {}
  // A copied folder speaks of the original's processes, which are not ours to touch.
  const ours = Object.entries(recorded).filter(([, entry]) => entry.home === folder.path)
  const guard = ours.find(([name]) => name === 'guard')?.[1]
  if (guard !== undefined && guard.pid !== guardPid()) await goneWithin(guard, guardPatienceMs)
  const ended: string[] = []
  for (const [name, entry] of ours) {
    if (name === 'guard' || keep.includes(name) || !isSameProcess(entry.pid, entry.identity)) continue
    // Asked by SIGTERM, Postgres would wait for its clients.
    signal(entry.pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM')
    if (!(await goneWithin(entry, 5_000))) signal(-entry.pid, 'SIGKILL')
    await goneWithin(entry, 5_000)
    ended.push(name)
  }
  return ended
}

async function goneWithin(entry: { pid: number; identity: string }, patienceMs: number): Promise<boolean> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(50))
    if (!isSameProcess(entry.pid, entry.identity)) return true
  return false
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone between the question and the signal.
  }
}
