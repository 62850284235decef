import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { EvidenceStore } from './store.ts'

const dayMs = 86_400_000

/** Files in a folder of this machine; a new one is renamed into place once its bytes are on the disk. */
export function diskStore(folder: string): EvidenceStore {
  const sizeOf = async (name: string) => (await stat(join(folder, name)).catch(() => null))?.size ?? null
  return {
    async put(name, path) {
      const place = join(folder, name)
      await mkdir(dirname(place), { recursive: true })
      await rename(path, place)
      await syncFolder(dirname(place))
      await syncFolder(folder)
    },
    async get(name) {
      const bytes = await sizeOf(name)
      return bytes === null ? null : { bytes, stream: createReadStream(join(folder, name)) }
    },
    stat: sizeOf,
    delete: async (name) => rm(join(folder, name), { force: true }),
  }
}

// A rename outlives a crash only once the folder itself is on the disk.
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Removes scratch files of uploads that never ended: those a day old. @returns how many. */
export async function sweepScratch(folder: string, now: number): Promise<number> {
  let swept = 0
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith('.') || !name.endsWith('.part')) continue
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (!found || now - found.mtimeMs < dayMs) continue
    await rm(path, { force: true })
    swept += 1
  }
  return swept
}
