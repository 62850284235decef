import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { VerifierKey } from '#engine/history/checkpoint.ts'
import { readVerifierKey } from '#engine/history/checkpoint.ts'
import type { SigningKey } from './keys.ts'

/** Folders that take every note: `ZHANGFA_CHECKPOINTS`, a list with commas, else one in the data folder. */
export function noteFolders(env: NodeJS.ProcessEnv, home: string): string[] {
  const told = (env['ZHANGFA_CHECKPOINTS'] ?? '').split(',').filter((folder) => folder.trim() !== '')
  return told.length > 0 ? told.map((folder) => resolve(folder.trim())) : [join(home, 'audit', 'checkpoints')]
}

/** Where the public keys lie that notes are checked with. */
export function keyFolder(home: string): string {
  return join(home, 'audit', 'keys')
}

/** Puts the public part of our key where those who verify look for it. */
export function publishKey(home: string, key: SigningKey): void {
  mkdirSync(keyFolder(home), { recursive: true })
  writeFileSync(join(keyFolder(home), `${key.name}.vkey`), `${key.verifier}\n`)
}

/** Every public key we know: of our logs, past ones too, and of the witness. */
export function knownKeys(home: string): VerifierKey[] {
  try {
    return readdirSync(keyFolder(home))
      .filter((name) => name.endsWith('.vkey'))
      .flatMap((name) => readVerifierKey(readFileSync(join(keyFolder(home), name), 'utf8').trim()) ?? [])
  } catch {
    return []
  }
}
