import type { Readable } from 'node:stream'

/** Where files of the house lie, each under a name made of its own hash: the same bytes are kept once. */
export interface EvidenceStore {
  /** Keeps the file at `path` under `name`; returns once it outlives a crash. The file at `path` may be moved away. */
  put(name: string, path: string, about: { sha256: string; mediaType: string }): Promise<void>
  /** Bytes of a file, or null when there is none. */
  get(name: string): Promise<{ bytes: number; stream: Readable } | null>
  /** Length in bytes, or null when there is none. */
  stat(name: string): Promise<number | null>
  /** Removes a file; one that is not there is fine. */
  delete(name: string): Promise<void>
}

/** Name of a file by its hash, in folders of 256 so that none grows beyond reading. */
export function nameOf(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2)}`
}
