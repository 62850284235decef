import type { JsonValue } from '../model/text.ts'
import { valueFailure } from './expression-failure.ts'

/** Deep equality of JSON values; null equals only null, numbers compare by value. */
export function equal(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((value, i) => equal(value, b[i] ?? null))
  if (Array.isArray(b) || !isRecord(a) || !isRecord(b)) return false
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  return names.every((name) => Object.hasOwn(b, name) && equal(a[name] ?? null, b[name] ?? null))
}

/** A JSON object: neither null nor a list. */
export function isRecord(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Word for the kind of a value, for messages. */
export function kindOf(value: JsonValue): string {
  if (value === null) return 'nothing (null)'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a record'
  return { string: 'a text', number: 'a number', boolean: 'true or false' }[
    typeof value as 'string' | 'number' | 'boolean'
  ]
}

/** The value as a number. Errors: EXPR_EVAL naming `what`. */
export function numberOf(value: JsonValue | undefined, what: string): number {
  if (typeof value === 'number') return value
  throw valueFailure(`${what} needs a number, got ${kindOf(value ?? null)}.`)
}

/** The value as a text. Errors: EXPR_EVAL naming `what`. */
export function textOf(value: JsonValue | undefined, what: string): string {
  if (typeof value === 'string') return value
  throw valueFailure(`${what} needs a text, got ${kindOf(value ?? null)}.`)
}

/** The value as a list; nothing yet counts as an empty list. Errors: EXPR_EVAL naming `what`. */
export function listOf(value: JsonValue | undefined, what: string): JsonValue[] {
  if (Array.isArray(value)) return value
  if (value === null || value === undefined) return []
  throw valueFailure(`${what} needs a list, got ${kindOf(value)}.`)
}

/** A number that can be kept as JSON. Errors: EXPR_EVAL for a division by zero and the like. */
export function finite(value: number, what: string): number {
  if (Number.isFinite(value)) return value === 0 ? 0 : value
  throw valueFailure(`${what} gives no number.`)
}
