import { randomBytes } from 'node:crypto'
import type { KeyKind } from '#engine/history/checkpoint.ts'
import type { DataFolder } from '../stack/data-folder.ts'

const variables: Record<KeyKind, string> = { log: 'ZHANGFA_LOG_KEY', witness: 'ZHANGFA_WITNESS_KEY' }

/**
 * The installation's own key that signs checkpoints, or the one its witness signs with: told by the environment, else made
 * once and kept with the other secrets.
 * @returns 32 bytes in base64.
 */
export function auditKeyOf(folder: DataFolder, kind: KeyKind, env: NodeJS.ProcessEnv): string {
  const told = env[variables[kind]]
  if (told !== undefined && told !== '') return told
  const keptIn = `secrets/${kind}-key.json`
  const kept = folder.readJson<{ key: string }>(keptIn)
  if (kept !== null) return kept.key
  const key = randomBytes(32).toString('base64')
  folder.writeJson(keptIn, { key })
  return key
}
