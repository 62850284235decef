import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'

/** A value for a `json` or `jsonb` column. The driver alone would send a list as a Postgres array. */
export function jsonParameter<T>(value: T): RawBuilder<T> {
  return sql<T>`${storableJson(value)}::json`
}

/** JSON text that Postgres can take apart: NUL and lone surrogates, which it cannot store, become U+FFFD. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value)
  return suspicious.test(text)
    ? text.replace(escapes, (escape) => (unstorable.test(escape) ? '\\ufffd' : escape))
    : text
}

const suspicious = /\\u(0000|d[89a-f])/
// Escapes are taken one by one, so that an escaped backslash before `u0000` is not mistaken for the start of one.
const escapes = /\\(u[0-9a-f]{4}|.)/g
const unstorable = /^\\u(0000|d[89a-f][0-9a-f]{2})$/
