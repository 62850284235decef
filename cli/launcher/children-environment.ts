import type { TemporalPlace } from './start-temporal.ts'
import type { DatabaseUrls, Settings } from './settings.ts'

/** Never handed to worker and API: each gets the one address it needs. */
const databaseVariables = ['DATABASE_URL', 'DATABASE_URL_OWNER', 'DATABASE_URL_WORKER', 'DATABASE_URL_API']

/** One zone and one language for everything we run, or two machines would tell one history differently. */
const fixed = { TZ: 'UTC', LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' }

export interface ChildrenEnvironments {
  migration: NodeJS.ProcessEnv
  worker: NodeJS.ProcessEnv
  api: NodeJS.ProcessEnv
}

/** What each of our programs is told. */
export function childrenEnvironments(
  settings: Settings,
  database: DatabaseUrls,
  temporal: TemporalPlace,
  piiKey: string,
  inherited: NodeJS.ProcessEnv,
): ChildrenEnvironments {
  const own = Object.fromEntries(Object.entries(inherited).filter(([name]) => !databaseVariables.includes(name)))
  const common = {
    ...own,
    ...fixed,
    NODE_ENV: settings.mode === 'production' ? 'production' : (inherited['NODE_ENV'] ?? 'development'),
    ZHANGFA_HOME: settings.home,
    ZHANGFA_MODE: settings.mode,
    ZHANGFA_PII_KEY: piiKey,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    ...(temporal.uiUrl === null ? {} : { TEMPORAL_UI_URL: temporal.uiUrl }),
    PORT: String(settings.port),
    ZHANGFA_HOST: settings.host,
  }
  return {
    migration: { ...common, DATABASE_URL_OWNER: database.ownerUrl },
    worker: { ...common, DATABASE_URL_WORKER: database.workerUrl },
    api: { ...common, DATABASE_URL_API: database.apiUrl },
  }
}
