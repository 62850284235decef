import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import { storableJson } from '../json-parameter.ts'
import { snakeCase } from '../snake-case.ts'

/** Column → type in SQL, by the column's name in code. */
export type ColumnTypes<Row> = { [column in keyof Required<Row>]: string }

/** A statement that inserts any number of rows in one round trip. */
export interface InsertRows<Row> {
  /** @returns the number of rows written. */
  (connection: Connection, rows: readonly Row[]): Promise<number>
}

/**
 * Prepares an insert whose rows travel as one JSON text.
 * @param conflict what follows `insert … select …`, e.g. `on conflict do nothing`.
 */
export function insertRows<Row extends object>(
  table: string,
  columns: ColumnTypes<Row>,
  conflict: string,
): InsertRows<Row> {
  const names = Object.keys(columns)
  const quoted = names.map((name) => `"${name}"`).join(', ')
  const types = Object.entries<string>(columns).map(([name, type]) => `"${name}" ${type}`)
  const into = sql.raw(
    `insert into ${table} (${names.map(snakeCase).join(', ')}) select ${quoted} from json_to_recordset(`,
  )
  const rest = sql.raw(`::json) as r(${types.join(', ')}) ${conflict}`)
  return async (connection, rows) => {
    if (rows.length === 0) return 0
    const result = await sql`${into}${storableJson(rows)}${rest}`.execute(connection)
    return Number(result.numAffectedRows ?? 0n)
  }
}

/** `do update set` for these columns, from the row that could not be inserted. */
export function updateAllOf(columns: object, except: readonly string[]): string {
  const changed = Object.keys(columns).filter((name) => !except.includes(name))
  return `do update set ${changed.map((name) => `${snakeCase(name)} = excluded.${snakeCase(name)}`).join(', ')}`
}
