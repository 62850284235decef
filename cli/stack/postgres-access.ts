import pg from 'pg'
import type { PostgresRole, PostgresSecrets } from './postgres-secrets.ts'
import { databaseName, postgresRoles, postgresUrl } from './postgres-secrets.ts'

export type PostgresAnswer =
  /** It answers; `dataDirectory` tells whose it is. */
  | { state: 'up'; dataDirectory: string }
  /** Nobody listens, or it is still starting, recovering or stopping. */
  | { state: 'down' }

/** `cannot connect now` (starting, recovering, stopping) and the two shutdown codes: ask again. */
const passing = new Set(['57P03', '57P01', '57P02', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'])

/**
 * Asks the server on a port which folder it serves, with this cluster's own password.
 * @throws when it answers with anything but yes or wait, such as a wrong password.
 */
export async function askPostgres(port: number, secrets: PostgresSecrets): Promise<PostgresAnswer> {
  try {
    const rows = await query(port, secrets, 'show data_directory')
    return { state: 'up', dataDirectory: String((rows[0] as { data_directory: string }).data_directory) }
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === undefined || passing.has(code)) return { state: 'down' }
    throw error
  }
}

/** Makes the login roles and the database where they are missing; the owner may make databases for tests. */
export async function ensureDatabase(port: number, secrets: PostgresSecrets): Promise<void> {
  for (const role of ['owner', 'worker', 'api', 'sealer'] satisfies PostgresRole[]) {
    const name = postgresRoles[role]
    const there = await query(port, secrets, `select 1 from pg_roles where rolname = '${name}'`)
    const verb = there.length === 0 ? 'create' : 'alter'
    await query(port, secrets, `${verb} role ${name} login password '${secrets[role]}'`)
  }
  const there = await query(port, secrets, `select 1 from pg_database where datname = '${databaseName}'`)
  if (there.length === 0) await query(port, secrets, `create database ${databaseName} owner ${postgresRoles.owner}`)
}

async function query(port: number, secrets: PostgresSecrets, sql: string): Promise<unknown[]> {
  const client = new pg.Client({
    connectionString: postgresUrl(port, 'admin', secrets, 'postgres'),
    connectionTimeoutMillis: 3_000,
  })
  // A server that stops while we are connected says so on the idle client.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(sql)).rows as unknown[]
  } finally {
    await client.end().catch(() => undefined)
  }
}
