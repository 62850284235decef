import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { templateDatabase } from './template-database.ts'
import type { PostgresUrls } from './test-servers.ts'

export interface FreshDatabase extends Omit<PostgresUrls, 'adminUrl'> {
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>
}

/** An empty database of the test run's Postgres, owned by the owner role. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  return copyOf('template1')
}

/** A database of the test run at the present schema, with nothing in it. */
export async function migratedCopy(): Promise<FreshDatabase> {
  return copyOf(await templateDatabase('migrated', async (ownerUrl) => void (await migrate(ownerUrl))))
}

/**
 * A database at the present schema, filled as every other of this name is.
 * @param fill is done once in a test run.
 */
export async function filledCopy(name: string, fill: (ownerUrl: string) => Promise<void>): Promise<FreshDatabase> {
  const template = await templateDatabase(name, async (ownerUrl) => {
    await migrate(ownerUrl)
    await fill(ownerUrl)
  })
  return copyOf(template)
}

async function copyOf(template: string): Promise<FreshDatabase> {
  const postgres = inject('postgres')
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdmin(postgres.adminUrl, `create database ${name} owner zhangfa_owner template ${template}`)
  const on = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href
  return {
    ownerUrl: on(postgres.ownerUrl),
    workerUrl: on(postgres.workerUrl),
    apiUrl: on(postgres.apiUrl),
    sealerUrl: on(postgres.sealerUrl),
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
