import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf, workingFolderOf } from './process-identity.ts'

/** What `postmaster.pid` says of a cluster. */
export type Postmaster =
  | { state: 'none' }
  /** A server of this cluster may be running, or may be on its way up or down. */
  | { state: 'live'; pid: number; port: number }
  /** Written by a server that is gone; its number may belong to somebody else by now. */
  | { state: 'stale'; pid: number }
  /** The folder is a copy that was made while the original was running. */
  | { state: 'copied'; original: string }

/** Reads who, if anybody, serves a cluster. Never trusts the process number alone: numbers are used again. */
export function postmasterOf(cluster: string): Postmaster {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return { state: 'none' }
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  const original = lines[1] ?? ''
  if (!Number.isInteger(pid) || pid <= 0) return { state: 'stale', pid: 0 }
  if (original !== '' && original !== cluster) return { state: 'copied', original }
  if (identityOf(pid) === null) return { state: 'stale', pid }
  // A postmaster works in its cluster's folder; where the system hides that, the file is believed.
  const folder = workingFolderOf(pid)
  if (folder !== null && folder !== cluster) return { state: 'stale', pid }
  return { state: 'live', pid, port: Number(lines[3]) }
}

/** Removes the file of a server that is surely gone, which Postgres itself would take for a living one. */
export function clearStalePostmaster(cluster: string): void {
  if (postmasterOf(cluster).state === 'stale') rmSync(join(cluster, 'postmaster.pid'), { force: true })
}
