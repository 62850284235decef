import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { DataFolder } from '../stack/data-folder.ts'
import { identityOf, isSameProcess } from '../stack/process-identity.ts'
import { RefuseStart } from './refuse-start.ts'

interface Holder {
  pid: number
  identity: string | null
  home: string
  port: number
}

/**
 * Makes this launcher the only one on its data folder.
 * @returns lets go of the folder.
 * @throws RefuseStart when another launcher lives on it.
 */
export function lockInstance(folder: DataFolder, port: number): () => void {
  const file = folder.entry('launcher.lock')
  const me: Holder = { pid: process.pid, identity: identityOf(process.pid), home: folder.path, port }
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, JSON.stringify(me), { flag: 'wx', mode: 0o600 })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 2) throw error
      refuseLivingHolder(file, folder)
      rmSync(file, { force: true })
    }
  }
}

function refuseLivingHolder(file: string, folder: DataFolder): void {
  const holder = readHolder(file)
  // The lock of a copied folder speaks of the original.
  if (holder === null || holder.home !== folder.path || holder.identity === null) return
  if (!isSameProcess(holder.pid, holder.identity)) return
  throw new RefuseStart(
    `Zhangfa is already running on ${folder.path} (process ${holder.pid}, port ${holder.port}): ` +
      'stop it first, or set both PORT and ZHANGFA_HOME to run a second one.',
  )
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return null
  }
}
