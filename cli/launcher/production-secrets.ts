import { RefuseStart } from './refuse-start.ts'
import type { Settings } from './settings.ts'

/** Words that a published example or a habit would leave as the password. */
const defaults = new Set([
  '',
  'zhangfa',
  'zhangfa-demo',
  'postgres',
  'password',
  'temporal',
  'changeme',
  'change-me',
  'secret',
])

/**
 * Production starts with nothing guessed: outside servers, and passwords that were chosen.
 * @throws RefuseStart naming the first thing that is missing or left at a default.
 */
export function refuseWeakSecrets(env: NodeJS.ProcessEnv, settings: Settings): void {
  if (settings.database === null) {
    throw new RefuseStart('Production needs its own Postgres: set DATABASE_URL (or ZHANGFA_MODE=demo for a trial).')
  }
  if (settings.temporal === null) {
    throw new RefuseStart('Production needs its own Temporal: set TEMPORAL_ADDRESS (or ZHANGFA_MODE=demo for a trial).')
  }
  const { ownerUrl, workerUrl, apiUrl, sealerUrl } = settings.database
  refuseDefaultPassword('DATABASE_URL_OWNER', ownerUrl)
  refuseDefaultPassword('DATABASE_URL_WORKER', workerUrl)
  refuseDefaultPassword('DATABASE_URL_API', apiUrl)
  refuseDefaultPassword('DATABASE_URL_SEALER', sealerUrl)
  if (Buffer.from(env['ZHANGFA_PII_KEY'] ?? '', 'base64').length !== 32) {
    throw new RefuseStart(
      'Production needs ZHANGFA_PII_KEY, 32 random bytes in base64: make one with `openssl rand -base64 32`.',
    )
  }
  if (Buffer.from(env['ZHANGFA_LOG_KEY'] ?? '', 'base64').length !== 32) {
    throw new RefuseStart(
      'Production needs ZHANGFA_LOG_KEY, which signs the history: 32 random bytes in base64, as `openssl rand -base64 32` makes.',
    )
  }
  if ((env['ZHANGFA_PAYLOAD_KEYS'] ?? '') === '') {
    throw new RefuseStart(
      'Production needs ZHANGFA_PAYLOAD_KEYS, which seal what Temporal keeps: `k1:` and 32 random bytes in base64.',
    )
  }
}

function refuseDefaultPassword(name: string, url: string): void {
  if (!URL.canParse(url)) throw new RefuseStart(`${name} (or DATABASE_URL) is no postgres:// address.`)
  if (defaults.has(decodeURIComponent(new URL(url).password).toLowerCase())) {
    throw new RefuseStart(
      `The password in ${name} (or DATABASE_URL) is missing or a default: choose one nobody can guess.`,
    )
  }
}
