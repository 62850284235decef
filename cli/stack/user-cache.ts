import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { sharedFolder } from './server-user.ts'

/** This user's folder for fetched programs, shared by all data folders; closed to others. */
export function userCache(env: NodeJS.ProcessEnv = process.env): string {
  const folder = join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'zhangfa')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    return folder
  } catch {
    return sharedFolder(`cache-${process.getuid?.() ?? 0}`)
  }
}
