import { randomBytes } from 'node:crypto'
import type { DataFolder } from '../stack/data-folder.ts'

const keptIn = 'secrets/pii-key.json'

/**
 * The installation's own key for personal data: told by the environment, else made once and kept with what it protects.
 * @returns 32 bytes in base64.
 */
export function piiKeyOf(folder: DataFolder, env: NodeJS.ProcessEnv): string {
  const told = env['ZHANGFA_PII_KEY']
  if (told !== undefined && told !== '') return told
  const kept = folder.readJson<{ key: string }>(keptIn)
  if (kept !== null) return kept.key
  const key = randomBytes(32).toString('base64')
  folder.writeJson(keptIn, { key })
  return key
}
