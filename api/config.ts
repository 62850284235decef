import { resolve } from 'node:path'
import type { SessionTimes } from './deps.ts'
import type { OidcSettings } from './door/company-sign-in.ts'
import type { CallerLimits } from './door/limit-callers.ts'
import { defaultCallerLimits, demoCallerLimits } from './door/limit-callers.ts'
import { defaultSessionTimes } from './door/session-times.ts'
import { readPlace, readScanner } from './evidence/read-place.ts'
import type { S3Place } from './evidence/s3-store.ts'

/** Everything the API takes from its surroundings, read once at start. */
export interface ApiConfig {
  /** `demo` listens on loopback only and shows the sign-ins; `production` wants every secret given. */
  mode: 'demo' | 'production'
  port: number
  host: string
  databaseUrl: string
  temporalAddress: string
  temporalNamespace: string
  /** Where two houses share a namespace. */
  taskQueue: string | undefined
  /** Data folder; evidence lies under `evidence/` in it. */
  home: string
  /** Ends when the pipe of the parent process closes. */
  supervised: boolean
  /** Key the per-run keys of PII are wrapped with: 32 bytes, base64. */
  piiKey: string
  secureCookies: boolean
  /** Address people open the page at; links in messages lead there. */
  publicUrl: string
  /** `smtps://name:password@host`; without it no mail is sent. */
  smtpUrl: string | undefined
  mailFrom: string
  /** Robots of chats may lie on this machine; never in production. */
  allowInner: boolean
  sessionTimes: SessionTimes
  /** Bucket evidence lies in; null = the data folder. */
  evidencePlace: S3Place | null
  /** Years records are kept before personal data may be erased. */
  keepYears: number
  /** ClamAV's clamd; null = files are not scanned. */
  scanner: { host: string; port: number } | null
  /** The company's own sign-in; null = there is none. */
  oidc: OidcSettings | null
  /** Requests a minute from one address, of one person, and about one store. */
  callerLimits: CallerLimits
  /** How late the process may be with everything before it turns requests away, in ms. */
  shedAboveMs: number
}

/**
 * Reads PORT, DATABASE_URL_API (else DATABASE_URL), TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, ZHANGFA_TASK_QUEUE, ZHANGFA_HOME, ZHANGFA_MODE,
 * ZHANGFA_SUPERVISED, ZHANGFA_PII_KEY, ZHANGFA_HOST, ZHANGFA_PUBLIC_URL, ZHANGFA_SMTP_URL, ZHANGFA_MAIL_FROM, ZHANGFA_INNER_WEBHOOKS,
 * ZHANGFA_SESSION_IDLE_HOURS, ZHANGFA_SESSION_HOURS, ZHANGFA_FRESH_MINUTES, ZHANGFA_LIMIT_ADDRESS, ZHANGFA_LIMIT_PERSON, ZHANGFA_LIMIT_STORE, ZHANGFA_SHED_MS,
 * ZHANGFA_OIDC_ISSUER, ZHANGFA_OIDC_CLIENT_ID, ZHANGFA_OIDC_CLIENT_SECRET, ZHANGFA_EVIDENCE (with AWS_*), ZHANGFA_CLAMD,
 * ZHANGFA_KEEP_YEARS. Throws an Error that names every variable that is missing or wrong.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ApiConfig {
  const faults: string[] = []
  const mode = env['ZHANGFA_MODE'] ?? 'demo'
  if (mode !== 'demo' && mode !== 'production') faults.push(`ZHANGFA_MODE is "${mode}"; use demo or production`)
  const production = mode === 'production'
  const port = Number(env['PORT'] ?? '3000')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push(`PORT is "${env['PORT']}"; use 0 to 65535`)
  const need = (name: string, given = env[name]): string => {
    if (!given) faults.push(`${name} is not set`)
    return given ?? ''
  }
  const amount = (name: string, otherwise: number, unitMs = 1): number => {
    const given = Number(env[name] ?? otherwise / unitMs)
    if (!(given > 0 && given <= 1_000_000)) faults.push(`${name} is "${env[name]}"; use a number above 0`)
    return given * unitMs
  }
  const config: ApiConfig = {
    mode: production ? 'production' : 'demo',
    port,
    host: production ? (env['ZHANGFA_HOST'] ?? '0.0.0.0') : '127.0.0.1',
    databaseUrl: need('DATABASE_URL_API', env['DATABASE_URL_API'] ?? env['DATABASE_URL']),
    temporalAddress: need('TEMPORAL_ADDRESS'),
    temporalNamespace: env['TEMPORAL_NAMESPACE'] ?? 'default',
    taskQueue: env['ZHANGFA_TASK_QUEUE'] || undefined,
    home: resolve(env['ZHANGFA_HOME'] ?? '.zhangfa'),
    supervised: env['ZHANGFA_SUPERVISED'] === '1',
    piiKey: production ? need('ZHANGFA_PII_KEY') : (env['ZHANGFA_PII_KEY'] ?? demoPiiKey),
    secureCookies: production,
    publicUrl: env['ZHANGFA_PUBLIC_URL'] || `http://127.0.0.1:${port}`,
    smtpUrl: env['ZHANGFA_SMTP_URL'] || undefined,
    mailFrom: env['ZHANGFA_MAIL_FROM'] || 'zhangfa@localhost',
    allowInner: env['ZHANGFA_INNER_WEBHOOKS'] === '1',
    oidc: readOidc(env, faults),
    callerLimits: readLimits(production ? defaultCallerLimits : demoCallerLimits, amount),
    shedAboveMs: amount('ZHANGFA_SHED_MS', 2_000),
    sessionTimes: {
      idleMs: amount('ZHANGFA_SESSION_IDLE_HOURS', defaultSessionTimes.idleMs, 3_600_000),
      longestMs: amount('ZHANGFA_SESSION_HOURS', defaultSessionTimes.longestMs, 3_600_000),
      freshMs: amount('ZHANGFA_FRESH_MINUTES', defaultSessionTimes.freshMs, 60_000),
    },
    evidencePlace: readPlace(env, faults),
    keepYears: Number(env['ZHANGFA_KEEP_YEARS'] || 3),
    scanner: readScanner(env, faults),
  }
  if (!Number.isInteger(config.keepYears) || config.keepYears < 3 || config.keepYears > 30) {
    faults.push('ZHANGFA_KEEP_YEARS is not a whole number from 3 to 30')
  }
  if (production && config.allowInner) faults.push('ZHANGFA_INNER_WEBHOOKS is for demo and tests only')
  if (!URL.canParse(config.publicUrl)) faults.push(`ZHANGFA_PUBLIC_URL is "${config.publicUrl}"; use https://…`)
  if (config.piiKey !== '' && Buffer.from(config.piiKey, 'base64').length !== 32) {
    faults.push('ZHANGFA_PII_KEY is not 32 bytes in base64')
  }
  if (production && config.piiKey === demoPiiKey) faults.push('ZHANGFA_PII_KEY is the one of the demo; make your own')
  if (faults.length > 0) throw new Error(`The API cannot start: ${faults.join('; ')}.`)
  return config
}

/** Known to everyone: good for demo data only, refused in production. */
const demoPiiKey = Buffer.from('zhangfa demo key, never for real').toString('base64')

function readOidc(env: Readonly<Record<string, string | undefined>>, faults: string[]): OidcSettings | null {
  const [issuer, clientId] = [env['ZHANGFA_OIDC_ISSUER'], env['ZHANGFA_OIDC_CLIENT_ID']]
  if (!issuer && !clientId) return null
  if (!issuer || !issuer.startsWith('https://') || !URL.canParse(issuer))
    faults.push('ZHANGFA_OIDC_ISSUER is no https address')
  if (!clientId) faults.push('ZHANGFA_OIDC_CLIENT_ID is not set')
  const clientSecret = env['ZHANGFA_OIDC_CLIENT_SECRET']
  return { issuer: issuer ?? '', clientId: clientId ?? '', ...(clientSecret ? { clientSecret } : {}) }
}

function readLimits(otherwise: CallerLimits, amount: (name: string, otherwise: number) => number): CallerLimits {
  return {
    address: amount('ZHANGFA_LIMIT_ADDRESS', otherwise.address),
    person: amount('ZHANGFA_LIMIT_PERSON', otherwise.person),
    store: amount('ZHANGFA_LIMIT_STORE', otherwise.store),
  }
}
