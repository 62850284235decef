import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import type { DataFolder } from './data-folder.ts'
import { forget, guardPid, watch } from './guard.ts'
import { identityOf } from './process-identity.ts'

/** A server we answer for, whether we started it or found it running. */
export interface ServerProcess {
  name: string
  pid: number
  /** Settles with one line on how it ended. */
  exited: Promise<string>
  /** Asks it to end, kills it (and all it started) after `graceMs`; settles when it is gone. */
  stop(graceMs?: number): Promise<void>
  /** Ends it at once. */
  kill(): void
}

export interface ServerCommand {
  name: string
  command: string
  args: string[]
  env: NodeJS.ProcessEnv
  cwd: string
  /** Run as somebody else; only root may. */
  user?: { uid: number; gid: number }
  stopSignal: NodeJS.Signals
  /** What ends it at once without leaving a mess; SIGKILL unless it has a better one. */
  killSignal?: NodeJS.Signals
  graceMs: number
}

/** Process numbers of this folder's servers, with what tells them from later owners of the same number. */
export type ProcessRecord = Record<string, { pid: number; identity: string; home: string }>

export const recordedIn = 'processes.json'
const largeLogBytes = 5_000_000

/** Starts a server in a process group of its own, under the guard, its output appended to `logs/<name>.log`. */
export function spawnServer(folder: DataFolder, what: ServerCommand): ServerProcess {
  const log = openSync(rotatedLog(folder, what.name), 'a', 0o644)
  const child = spawn(what.command, what.args, {
    cwd: what.cwd,
    env: what.env,
    detached: true,
    stdio: ['ignore', log, log],
    ...what.user,
  })
  closeSync(log)
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`))
    child.once('exit', (code, signal) => {
      if (child.pid !== undefined) forget(child.pid)
      resolve(signal === null ? `ended with code ${code}` : `was ended by ${signal}`)
    })
  })
  if (child.pid === undefined) return neverStarted(what.name, exited)
  watch({ pid: child.pid, signal: what.stopSignal, graceMs: what.graceMs })
  record(folder, what.name, child.pid)
  return controlOf(what, child.pid, exited)
}

/** Answers for a server that an earlier launcher left running; its end is noticed within half a second. */
export function adoptServer(
  folder: DataFolder,
  what: Pick<ServerCommand, 'name' | 'stopSignal' | 'killSignal' | 'graceMs'>,
  pid: number,
): ServerProcess {
  const identity = identityOf(pid)
  const exited = new Promise<string>((resolve) => {
    const look = setInterval(() => {
      if (identity !== null && identityOf(pid) === identity) return
      clearInterval(look)
      forget(pid)
      resolve('ended')
    }, 500)
    look.unref()
  })
  watch({ pid, signal: what.stopSignal, graceMs: what.graceMs })
  record(folder, what.name, pid)
  return controlOf(what, pid, exited)
}

/** The last lines a server wrote, for an error message. */
export function lastWords(folder: DataFolder, name: string, lines = 8): string {
  const log = folder.entry('logs', `${name}.log`)
  if (!existsSync(log)) return ''
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
}

function controlOf(
  what: Pick<ServerCommand, 'name' | 'stopSignal' | 'killSignal' | 'graceMs'>,
  pid: number,
  exited: Promise<string>,
): ServerProcess {
  let ended = false
  void exited.then(() => (ended = true))
  const kill = (): void => {
    if (ended) return
    signal(pid, what.killSignal ?? 'SIGKILL')
    if (what.killSignal === undefined) signal(-pid, 'SIGKILL')
  }
  return {
    name: what.name,
    pid,
    exited,
    kill,
    async stop(graceMs = what.graceMs) {
      if (ended) return
      signal(pid, what.stopSignal)
      const late = setTimeout(() => signal(-pid, 'SIGKILL'), graceMs)
      await exited
      clearTimeout(late)
    },
  }
}

function neverStarted(name: string, exited: Promise<string>): ServerProcess {
  return { name, pid: 0, exited, kill: () => undefined, stop: async () => void (await exited) }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone between the question and the signal.
  }
}

function record(folder: DataFolder, name: string, pid: number): void {
  const all = folder.readJson<ProcessRecord>(recordedIn) ?? {}
  const entries: [string, number | null][] = [
    [name, pid],
    ['guard', guardPid()],
  ]
  for (const [key, number] of entries) {
    const identity = number === null ? null : identityOf(number)
    if (number !== null && identity !== null) all[key] = { pid: number, identity, home: folder.path }
  }
  folder.writeJson(recordedIn, all)
}

function rotatedLog(folder: DataFolder, name: string): string {
  const log = folder.entry('logs', `${name}.log`)
  if (existsSync(log) && statSync(log).size > largeLogBytes) renameSync(log, `${log}.1`)
  return log
}
