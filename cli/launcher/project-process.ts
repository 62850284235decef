import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DataFolder } from '../stack/data-folder.ts'
import type { ServerProcess } from '../stack/server-process.ts'
import { spawnServer } from '../stack/server-process.ts'

/** The project's own folder, where its programs are started. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url))

/** Node's arguments for one of our TypeScript programs. */
const runTypeScript = ['--import', 'tsx']

/** Starts a program of ours that stays: the worker or the API. */
export function startProgram(folder: DataFolder, name: string, file: string, env: NodeJS.ProcessEnv): ServerProcess {
  return spawnServer(folder, {
    name,
    command: process.execPath,
    args: [...runTypeScript, file],
    env,
    cwd: projectFolder,
    stopSignal: 'SIGTERM',
    graceMs: 30_000,
  })
}

/**
 * Runs a program of ours to its end.
 * @returns what it printed.
 * @throws with what it printed when it fails.
 */
export function runProgram(file: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...runTypeScript, file, ...args], {
      cwd: projectFolder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let printed = ''
    const keep = (chunk: Buffer): void => void (printed += chunk.toString('utf8'))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(printed.trim())
      else reject(new Error(printed.trim() || `${file} ended with code ${code}`))
    })
  })
}
