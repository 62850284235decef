import type { TemporalPlace } from './start-temporal.ts'
import type { DatabaseUrls, Settings } from './settings.ts'

/** Never handed to worker and API: each gets the one address it needs. */
const databaseVariables = [
  'DATABASE_URL',
  'DATABASE_URL_OWNER',
  'DATABASE_URL_WORKER',
  'DATABASE_URL_API',
  'DATABASE_URL_SEALER',
]

/** Keys that one program alone may hold. */
const signingVariables = ['ZHANGFA_LOG_KEY', 'ZHANGFA_WITNESS_KEY']

/** What the witness has no use for. */
const innerVariables = ['ZHANGFA_PII_KEY', 'ZHANGFA_PAYLOAD_KEYS', 'ZHANGFA_SMTP_URL']

/** One zone and one language for everything we run, or two machines would tell one history differently. */
const fixed = { TZ: 'UTC', LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' }

export interface ChildrenEnvironments {
  migration: NodeJS.ProcessEnv
  worker: NodeJS.ProcessEnv
  api: NodeJS.ProcessEnv
  witness: NodeJS.ProcessEnv
}

/** The installation's own secrets, each 32 bytes in base64. */
export interface HouseKeys {
  pii: string
  /** Signs checkpoints. */
  log: string
}

/** The witness that is started with us; null = none, or one that runs elsewhere. */
export interface OwnWitness {
  /** 32 bytes in base64. */
  key: string
  port: number
  /** Public key of the log it looks after. */
  logVerifier: string
}

/** What each of our programs is told. */
export function childrenEnvironments(
  settings: Settings,
  database: DatabaseUrls,
  temporal: TemporalPlace,
  keys: HouseKeys,
  witness: OwnWitness | null,
  inherited: NodeJS.ProcessEnv,
): ChildrenEnvironments {
  const hidden = [...databaseVariables, ...signingVariables]
  const own = Object.fromEntries(Object.entries(inherited).filter(([name]) => !hidden.includes(name)))
  const common = {
    ...own,
    ...fixed,
    NODE_ENV: settings.mode === 'production' ? 'production' : (inherited['NODE_ENV'] ?? 'development'),
    ZHANGFA_HOME: settings.home,
    ZHANGFA_MODE: settings.mode,
    ZHANGFA_PII_KEY: keys.pii,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    ...(temporal.uiUrl === null ? {} : { TEMPORAL_UI_URL: temporal.uiUrl }),
    PORT: String(settings.port),
    ZHANGFA_HOST: settings.host,
  }
  return {
    migration: { ...common, DATABASE_URL_OWNER: database.ownerUrl },
    worker: {
      ...common,
      DATABASE_URL_WORKER: database.workerUrl,
      DATABASE_URL_SEALER: database.sealerUrl,
      ZHANGFA_LOG_KEY: keys.log,
      ...(witness === null ? {} : { ZHANGFA_WITNESS_URL: `http://127.0.0.1:${witness.port}` }),
    },
    api: { ...common, DATABASE_URL_API: database.apiUrl },
    witness: witnessEnvironment(common, witness),
  }
}

function witnessEnvironment(common: NodeJS.ProcessEnv, witness: OwnWitness | null): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(common).filter(([name]) => !innerVariables.includes(name)))
  if (witness === null) return own
  return {
    ...own,
    ZHANGFA_WITNESS_KEY: witness.key,
    ZHANGFA_WITNESS_PORT: String(witness.port),
    ZHANGFA_LOG_VERIFIER: witness.logVerifier,
  }
}
