import { randomBytes } from 'node:crypto'
import type { DataFolder } from './data-folder.ts'

/** Login names of the embedded database. The owner migrates; the others get only what migrations grant them. */
export const postgresRoles = {
  admin: 'postgres',
  owner: 'zhangfa_owner',
  worker: 'zhangfa_worker',
  api: 'zhangfa_api',
  sealer: 'zhangfa_sealer',
} as const

export const databaseName = 'zhangfa'

export type PostgresRole = keyof typeof postgresRoles

export type PostgresSecrets = Record<PostgresRole, string>

const keptIn = 'secrets/postgres.json'

/** The passwords of an existing cluster, or null when they were lost; a role that is new gets one now. */
export function knownSecrets(folder: DataFolder): PostgresSecrets | null {
  const kept = folder.readJson<Partial<PostgresSecrets> & Pick<PostgresSecrets, 'admin'>>(keptIn)
  if (kept === null) return null
  const missing = (Object.keys(postgresRoles) as PostgresRole[]).filter((role) => kept[role] === undefined)
  for (const role of missing) kept[role] = password()
  if (missing.length > 0) folder.writeJson(keptIn, kept)
  return kept as PostgresSecrets
}

/** Makes and keeps fresh random passwords for a new cluster. */
export function freshSecrets(folder: DataFolder): PostgresSecrets {
  const roles = Object.keys(postgresRoles) as PostgresRole[]
  const secrets = Object.fromEntries(roles.map((role) => [role, password()])) as PostgresSecrets
  folder.writeJson(keptIn, secrets)
  return secrets
}

function password(): string {
  return randomBytes(24).toString('base64url')
}

/** A connection address on the loopback interface. */
export function postgresUrl(
  port: number,
  role: PostgresRole,
  secrets: PostgresSecrets,
  database: string = databaseName,
): string {
  return `postgres://${postgresRoles[role]}:${secrets[role]}@127.0.0.1:${port}/${database}`
}
