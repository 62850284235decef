import { resolve } from 'node:path'
import { refuseWeakSecrets } from './production-secrets.ts'
import { RefuseStart } from './refuse-start.ts'

export interface Settings {
  /** The data folder, absolute. */
  home: string
  port: number
  /** Address the doors listen on: this machine only, unless in production. */
  host: string
  mode: 'demo' | 'production'
  /** Whether the demo stores and people are put into the database. */
  demoData: boolean
  /** Addresses of an outside Postgres; null = the embedded one. */
  database: DatabaseUrls | null
  /** Address of an outside Temporal; null = the embedded one. */
  temporal: { address: string; namespace: string } | null
}

export interface DatabaseUrls {
  ownerUrl: string
  workerUrl: string
  apiUrl: string
  sealerUrl: string
}

/**
 * Reads what to start from the environment and the command line.
 * @param args `--demo` and `--no-demo` force demo data on or off.
 * @throws RefuseStart when a setting is impossible or unsafe.
 */
export function readSettings(env: NodeJS.ProcessEnv, args: string[]): Settings {
  const unknown = args.find((arg) => arg !== '--demo' && arg !== '--no-demo')
  if (unknown !== undefined) throw new RefuseStart(`Unknown option ${unknown}: npm start takes --demo and --no-demo.`)
  const database = databaseFrom(env)
  const mode = modeFrom(env, database !== null)
  const demoData = args.includes('--demo') || (!args.includes('--no-demo') && mode === 'demo' && database === null)
  const settings: Settings = {
    home: resolve(env['ZHANGFA_HOME'] || '.zhangfa'),
    port: portFrom(env),
    host: mode === 'demo' ? '127.0.0.1' : env['ZHANGFA_HOST'] || '0.0.0.0',
    mode,
    demoData,
    database,
    temporal: temporalFrom(env),
  }
  if (mode === 'production') {
    if (demoData) throw new RefuseStart('Production never holds demo data: leave out --demo.')
    refuseWeakSecrets(env, settings)
  }
  return settings
}

function databaseFrom(env: NodeJS.ProcessEnv): DatabaseUrls | null {
  const url = env['DATABASE_URL']
  if (url === undefined || url === '') return null
  return {
    ownerUrl: env['DATABASE_URL_OWNER'] || url,
    workerUrl: env['DATABASE_URL_WORKER'] || url,
    apiUrl: env['DATABASE_URL_API'] || url,
    sealerUrl: env['DATABASE_URL_SEALER'] || url,
  }
}

function temporalFrom(env: NodeJS.ProcessEnv): Settings['temporal'] {
  const address = env['TEMPORAL_ADDRESS']
  if (address === undefined || address === '') return null
  return { address, namespace: env['TEMPORAL_NAMESPACE'] || 'default' }
}

/** An outside database is taken for the real thing unless told otherwise. */
function modeFrom(env: NodeJS.ProcessEnv, outsideDatabase: boolean): Settings['mode'] {
  const mode = env['ZHANGFA_MODE'] || (outsideDatabase ? 'production' : 'demo')
  if (mode === 'demo' || mode === 'production') return mode
  throw new RefuseStart(`ZHANGFA_MODE is "${mode}": it may be "demo" or "production".`)
}

function portFrom(env: NodeJS.ProcessEnv): number {
  const text = env['PORT'] || '3000'
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new RefuseStart(`PORT is "${text}": it must be a whole number from 1 to 65535.`)
}
