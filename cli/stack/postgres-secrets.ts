import { randomBytes } from 'node:crypto'
import type { DataFolder } from './data-folder.ts'

/** Login names of the embedded database. The owner migrates; worker and API get only what migrations grant them. */
export const postgresRoles = {
  admin: 'postgres',
  owner: 'zhangfa_owner',
  worker: 'zhangfa_worker',
  api: 'zhangfa_api',
} as const

export const databaseName = 'zhangfa'

export type PostgresRole = keyof typeof postgresRoles

export type PostgresSecrets = Record<PostgresRole, string>

const keptIn = 'secrets/postgres.json'

/** The passwords of an existing cluster, or null when they were lost. */
export function knownSecrets(folder: DataFolder): PostgresSecrets | null {
  return folder.readJson<PostgresSecrets>(keptIn)
}

/** Makes and keeps fresh random passwords for a new cluster. */
export function freshSecrets(folder: DataFolder): PostgresSecrets {
  const password = (): string => randomBytes(24).toString('base64url')
  const secrets: PostgresSecrets = { admin: password(), owner: password(), worker: password(), api: password() }
  folder.writeJson(keptIn, secrets)
  return secrets
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
