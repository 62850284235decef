import type { JsonValue } from '../model/text.ts'
import { parseDay } from '../time/day.ts'
import { parseInstant } from '../time/instant.ts'
import { DomainInputError } from './exact.ts'

// Taken once: in the workflow sandbox every look-up of a global is slow.
const { isFinite, isSafeInteger } = Number
const { fromEntries, hasOwn } = Object
const { isArray } = Array

/** Types at the border of the function table. Money is whole fen, percent a number in percent, any = every JSON value. */
export type ValueType =
  | 'int'
  | 'decimal'
  | 'money'
  | 'percent'
  | 'text'
  | 'bool'
  | 'instant'
  | 'day'
  | 'map'
  | 'list'
  | 'any'

/** One argument, or one member of a map or of the maps in a list. */
export interface FunctionParameter {
  readonly name: string
  readonly type: ValueType
  /** May be missing or null; the function then gets null. */
  readonly optional?: true
  /** The only texts allowed. */
  readonly of?: readonly string[]
  /** Members of a map, or of every entry of a list; other members are ignored. */
  readonly fields?: readonly FunctionParameter[]
}

interface PlainTypes {
  int: number
  decimal: number
  money: number
  percent: number
  text: string
  bool: boolean
  instant: string
  day: string
  map: { [key: string]: JsonValue }
  list: JsonValue[]
  any: JsonValue
}

type Plain<P extends FunctionParameter> = P extends { of: readonly (infer T)[] }
  ? T
  : P extends { type: 'map'; fields: infer F extends readonly FunctionParameter[] }
    ? Values<F>
    : P extends { type: 'list'; fields: infer F extends readonly FunctionParameter[] }
      ? Values<F>[]
      : PlainTypes[P['type']]

/** The typed values a function receives for its parameters. */
export type Values<F extends readonly FunctionParameter[]> = {
  [P in F[number] as P['name']]: P extends { optional: true } ? Plain<P> | null : Plain<P>
}

/**
 * Reads one value as its parameter says: bigint becomes number, Map becomes object, instants our ISO form. Throws DomainInputError:
 * ARGUMENT_MISSING, ARGUMENT_TYPE, ARGUMENT_NOT_ALLOWED, INVALID_AMOUNT, or the code of the time that was wrong.
 */
export function readArgument(parameter: FunctionParameter, value: unknown, path: string): unknown {
  if (value === null || value === undefined) {
    if (parameter.optional) return null
    throw new DomainInputError('ARGUMENT_MISSING', `${path} has no value yet; it must be known before this rule.`, {
      path,
    })
  }
  switch (parameter.type) {
    case 'int':
      return readWhole(value, path)
    case 'money':
      return readMoney(value, path)
    case 'decimal':
    case 'percent':
      return readNumber(value, path)
    case 'text':
      return readText(parameter, value, path)
    case 'bool':
      if (typeof value !== 'boolean') throw wrongType(path, 'true or false', value)
      return value
    case 'instant':
    case 'day':
      return readTime(parameter.type, value, path)
    case 'map':
      return readMap(parameter, value, path)
    case 'list':
      if (!isArray(value)) throw wrongType(path, 'a list', value)
      return value.map((entry, at) =>
        parameter.fields ? readMap(parameter, entry, `${path}[${at}]`) : plainJson(entry, `${path}[${at}]`),
      )
    case 'any':
      return plainJson(value, path)
  }
}

function readNumber(value: unknown, path: string): number {
  const number = typeof value === 'bigint' ? Number(value) : value
  if (typeof number !== 'number' || !isFinite(number)) throw wrongType(path, 'a number', value)
  return number
}

function readWhole(value: unknown, path: string): number {
  const number = readNumber(value, path)
  if (!isSafeInteger(number)) throw wrongType(path, 'a whole number', value)
  return number
}

function readMoney(value: unknown, path: string): number {
  const fen = readNumber(value, path)
  if (!isSafeInteger(fen) || fen < 0) {
    const message = `${path} is no amount of money: ${fen}; give whole fen, 0 or more.`
    throw new DomainInputError('INVALID_AMOUNT', message, { path, value: fen })
  }
  return fen
}

function readText(parameter: FunctionParameter, value: unknown, path: string): string {
  if (typeof value !== 'string') throw wrongType(path, 'a text', value)
  if (parameter.of && !parameter.of.includes(value)) {
    const message = `${path} is "${value}"; it must be one of ${parameter.of.join(', ')}.`
    throw new DomainInputError('ARGUMENT_NOT_ALLOWED', message, { path, value })
  }
  return value
}

function readTime(type: 'instant' | 'day', value: unknown, path: string): string {
  if (typeof value !== 'string') throw wrongType(path, type === 'day' ? 'a day' : 'an instant', value)
  const parsed = type === 'day' ? parseDay(value) : parseInstant(value)
  if (!parsed.ok) throw new DomainInputError(parsed.refusal.code, `${path}: ${parsed.refusal.message}`, { path, value })
  return parsed.value
}

function readMap(parameter: FunctionParameter, value: unknown, path: string): unknown {
  if (!isRecord(value) && !(value instanceof Map)) throw wrongType(path, 'a map', value)
  if (!parameter.fields) return plainJson(value, path)
  const read: Record<string, unknown> = {}
  for (const field of parameter.fields) {
    read[field.name] = readArgument(field, memberOf(value, field.name), `${path}.${field.name}`)
  }
  return read
}

function memberOf(value: Record<string, unknown> | Map<unknown, unknown>, name: string): unknown {
  if (value instanceof Map) return value.get(name)
  return hasOwn(value, name) ? value[name] : undefined
}

function plainJson(value: unknown, path: string): JsonValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' || typeof value === 'bigint') return readNumber(value, path)
  if (isArray(value)) return value.map((entry, at) => plainJson(entry, `${path}[${at}]`))
  if (value instanceof Map || isRecord(value)) {
    const entries: [unknown, unknown][] = value instanceof Map ? [...value] : Object.entries(value)
    return fromEntries(entries.map(([key, member]) => [String(key), plainJson(member, `${path}.${String(key)}`)]))
  }
  throw wrongType(path, 'plain data', value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !isArray(value)
}

function wrongType(path: string, expected: string, value: unknown): DomainInputError {
  const found = isArray(value) ? 'list' : value === null ? 'null' : typeof value
  return new DomainInputError('ARGUMENT_TYPE', `${path} must be ${expected}, not a ${found}; correct the expression.`, {
    path,
    found,
  })
}
