import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import type { Transaction } from 'kysely'
import pg from 'pg'
import { PreparingClient } from './preparing-client.ts'
import type { Tables } from './schema/tables.ts'

export type Database = Kysely<Tables>
/** A database or a transaction in it. */
export type Connection = Kysely<Tables> | Transaction<Tables>

export interface DatabaseOptions {
  /** Shown by the server's list of sessions, e.g. `zhangfa worker`. */
  applicationName: string
  maxConnections?: number
  /** Longest a statement may run. */
  statementTimeoutMs?: number
  /** Called when a connection breaks; the pool opens another by itself. */
  onConnectionLost?: (error: Error) => void
}

const oid = { int8: 20, timestamp: 1114, timestamptz: 1184, date: 1082 }

const readers: Record<number, (text: string) => unknown> = {
  [oid.int8]: readWholeNumber,
  [oid.timestamptz]: readInstant,
  [oid.timestamp]: (text) => text,
  [oid.date]: (text) => text,
}

/** Instants come as ISO texts, days as `2027-03-10`, whole numbers as numbers. */
const types = {
  getTypeParser: (id: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
    (format === 'binary' ? undefined : readers[id]) ??
    (pg.types.getTypeParser(id, format) as (text: string) => unknown),
}

/**
 * Opens a pool of connections. Names are camelCase in code and snake_case in SQL; what lies inside JSON columns is left as it is.
 * Connects lazily; a broken connection fails the query under way, never the process.
 */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: 30_000,
    options: '-c timezone=UTC',
    types,
  })
  // The pool listens to idle connections only; one that is cut inside a transaction would end the process.
  pool.on('connect', (client) => client.on('error', (error) => options.onConnectionLost?.(error)))
  pool.on('error', () => undefined)
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

function readWholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is larger than a number can hold exactly`)
  return value
}

/** `2027-03-10 02:00:00.5+00` → `2027-03-10T02:00:00.500Z`; `infinity` stays. */
function readInstant(text: string): string {
  if (!text.endsWith('+00')) return readLocalInstant(text)
  const [whole = '', fraction = ''] = text.slice(0, -3).replace(' ', 'T').split('.')
  return `${whole}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}

/** Sessions run in UTC; only a transaction that has set a store's zone sees another offset. */
function readLocalInstant(text: string): string {
  const match = /^(\S+) (\S+?)([+-]\d\d)(:\d\d)?$/.exec(text)
  if (match === null) return text
  const [, day, clock, hours, minutes = ':00'] = match
  return new Date(`${day}T${clock}${hours}${minutes}`).toISOString()
}
