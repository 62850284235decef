import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The user Postgres runs as when we are root, which it refuses to be. */
export interface ServerUser {
  name: string
  uid: number
  gid: number
}

/**
 * @returns null when this process is not root and everything runs as itself.
 * @throws when we are root and the system has no user to run a database under.
 */
export function serverUser(env: NodeJS.ProcessEnv = process.env): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  const wanted = env['ZHANGFA_SERVER_USER']
  for (const name of wanted === undefined ? ['postgres', 'nobody'] : [wanted]) {
    const uid = idOf(name, '-u')
    const gid = idOf(name, '-g')
    if (uid !== null && gid !== null && uid !== 0) return { name, uid, gid }
  }
  throw new Error(
    'Postgres refuses to run as root and there is no user to run it under: ' +
      'start Zhangfa as a normal user, or name an unprivileged one in ZHANGFA_SERVER_USER.',
  )
}

/** Whether a user can reach a folder, asked by trying it as that user. */
export function canReach(user: ServerUser, folder: string): boolean {
  try {
    execFileSync('test', ['-x', folder], { cwd: '/', uid: user.uid, gid: user.gid, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A place of the whole machine that every user may read, for what cannot lie in a closed home folder. */
export function sharedFolder(...parts: string[]): string {
  for (const base of ['/var/lib/zhangfa', join(tmpdir(), 'zhangfa-shared')]) {
    try {
      mkdirSync(base, { recursive: true, mode: 0o755 })
      // Somebody else's folder of that name could hold somebody else's programs.
      if (statSync(base).uid !== process.getuid?.()) continue
      chmodSync(base, 0o755)
      const folder = join(base, ...parts)
      mkdirSync(folder, { recursive: true, mode: 0o755 })
      return folder
    } catch {
      // Read-only: try the next.
    }
  }
  throw new Error('Neither /var/lib nor the temporary folder can be written: set ZHANGFA_HOME to a writable folder.')
}

function idOf(name: string, which: '-u' | '-g'): number | null {
  try {
    return Number(execFileSync('id', [which, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    return null
  }
}
