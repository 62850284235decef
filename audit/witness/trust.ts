import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { VerifierKey } from '#engine/history/checkpoint.ts'
import { readVerifierKey, verifierKey } from '#engine/history/checkpoint.ts'
import { askWitnessKey } from './hand-in.ts'

/** A witness and the key it is known by. */
export interface WitnessTrust {
  url: string
  /** Its key. @throws while it is not known and cannot be asked for. */
  key(): Promise<VerifierKey>
}

/**
 * Trusts the key a witness told when it was first met; it is kept in `file`, so that another witness in its place shows.
 * @param told its key where the environment names one: then nothing else counts.
 */
export function trustWitness(url: string, file: string, told?: string): WitnessTrust {
  return {
    url,
    async key() {
      const known = readVerifierKey(told ?? (await readFile(file, 'utf8').catch(() => '')).trim())
      if (known) return known
      const asked = await askWitnessKey(url)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, `${verifierKey(asked.name, asked.kind, asked.publicKey)}\n`, { mode: 0o644 })
      return asked
    },
  }
}
