import type { S3Place } from './s3-store.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * Where files lie: null = the folder of this machine; else ZHANGFA_EVIDENCE=s3://bucket/prefix with AWS_ACCESS_KEY_ID,
 * AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL. Faults are added to the list.
 */
export function readPlace(env: Env, faults: string[]): S3Place | null {
  const given = env['ZHANGFA_EVIDENCE']
  if (!given) return null
  const parts = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?))?\/*$/.exec(given)
  if (!parts) faults.push(`ZHANGFA_EVIDENCE is "${given}"; use s3://bucket/prefix, or leave it out for a local folder`)
  const need = (name: string) => {
    if (!env[name]) faults.push(`${name} is not set`)
    return env[name] ?? ''
  }
  const endpoint = env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL']
  if (endpoint && !URL.canParse(endpoint)) faults.push(`AWS_ENDPOINT_URL is "${endpoint}"; use https://…`)
  const sessionToken = env['AWS_SESSION_TOKEN']
  return {
    bucket: parts?.[1] ?? '',
    prefix: parts?.[2] ?? '',
    region: env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || 'us-east-1',
    accessKeyId: need('AWS_ACCESS_KEY_ID'),
    secretAccessKey: need('AWS_SECRET_ACCESS_KEY'),
    ...(endpoint ? { endpoint } : {}),
    ...(sessionToken ? { sessionToken } : {}),
  }
}

/** Address of the virus scanner: ZHANGFA_CLAMD=host:port, or null when none is set. */
export function readScanner(env: Env, faults: string[]): { host: string; port: number } | null {
  const given = env['ZHANGFA_CLAMD']
  if (!given) return null
  const parts = /^(?:tcp:\/\/)?(\[[0-9a-f:]+\]|[^:/]+):(\d{1,5})$/i.exec(given)
  if (!parts) faults.push(`ZHANGFA_CLAMD is "${given}"; use host:port`)
  return { host: (parts?.[1] ?? '').replace(/[[\]]/g, ''), port: Number(parts?.[2] ?? 0) }
}
