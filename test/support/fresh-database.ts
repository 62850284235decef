import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { PostgresUrls } from './test-servers.ts'

export interface FreshDatabase extends Omit<PostgresUrls, 'adminUrl'> {
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>
}

/**
 * An empty database of the test run's Postgres, owned by the owner role.
 * @param migrate brings it to the present schema, given the owner's address.
 */
export async function freshDatabase(migrate?: (ownerUrl: string) => Promise<void>): Promise<FreshDatabase> {
  const postgres = inject('postgres')
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdmin(postgres.adminUrl, `create database ${name} owner zhangfa_owner`)
  const on = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href
  const ownerUrl = on(postgres.ownerUrl)
  await migrate?.(ownerUrl)
  return {
    ownerUrl,
    workerUrl: on(postgres.workerUrl),
    apiUrl: on(postgres.apiUrl),
    drop: () => asAdmin(postgres.adminUrl, `drop database if exists ${name} with (force)`),
  }
}

async function asAdmin(adminUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
