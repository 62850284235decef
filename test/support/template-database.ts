import pg from 'pg'
import { inject } from 'vitest'

/** Keeps two test files from making one template at once. */
const lockKey = 7_300_126

/**
 * A database of the test run that others are copied from, made by whoever asks for it first.
 * @param name tells templates apart, as in `return-refund`.
 * @param fill brings the empty database, given the owner's address, to the state that is copied.
 * @returns its name on the server.
 */
export async function templateDatabase(name: string, fill: (ownerUrl: string) => Promise<void>): Promise<string> {
  const { adminUrl, ownerUrl } = inject('postgres')
  const database = `template_${name.replaceAll(/[^a-z0-9]/g, '_')}`
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    const known = await client.query('select 1 from pg_database where datname = $1', [database])
    if (known.rowCount === 1) return database
    await client.query(`create database ${database} owner zhangfa_owner`)
    await fill(Object.assign(new URL(ownerUrl), { pathname: `/${database}` }).href)
    return database
  } finally {
    await client.end()
  }
}
