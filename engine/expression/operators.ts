import type { JsonValue } from '../model/text.ts'
import { valueFailure } from './expression-failure.ts'
import { equal, finite, isRecord, kindOf } from './values.ts'

const longestText = 100_000

const arithmetic: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
}

const orders: Record<string, (order: number) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

/** Works out one binary operator over JSON values. Errors: EXPR_EVAL when the kinds do not fit, a divisor is zero, … */
export function binary(op: string, left: JsonValue, right: JsonValue): JsonValue {
  if (op === '==') return equal(left, right)
  if (op === '!=') return !equal(left, right)
  if (op === 'in') return contains(left, right)
  const compare = orders[op]
  if (compare !== undefined) return compare(order(op, left, right))
  const calculate = arithmetic[op]
  if (calculate === undefined) throw valueFailure(`The operator ${op} is not known.`)
  if (typeof left === 'number' && typeof right === 'number') {
    if ((op === '/' || op === '%') && right === 0) throw valueFailure(`${left} ${op} 0: a division by zero.`)
    return finite(calculate(left, right), `${left} ${op} ${right}`)
  }
  if (op === '+') return join(left, right)
  throw mismatch(op, left, right)
}

function join(left: JsonValue, right: JsonValue): JsonValue {
  if (typeof left === 'string' && typeof right === 'string') {
    if (left.length + right.length > longestText) throw valueFailure('The text grows beyond 100,000 characters.')
    return left + right
  }
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right]
  throw mismatch('+', left, right)
}

function contains(needle: JsonValue, hay: JsonValue): boolean {
  if (Array.isArray(hay)) return hay.some((value) => equal(value, needle))
  if (isRecord(hay)) return typeof needle === 'string' && Object.hasOwn(hay, needle)
  throw valueFailure(`'in' needs a list on its right, got ${kindOf(hay)}.`)
}

function order(op: string, left: JsonValue, right: JsonValue): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0
  throw mismatch(op, left, right)
}

function mismatch(op: string, left: JsonValue, right: JsonValue): Error {
  return valueFailure(`'${op}' does not work between ${kindOf(left)} and ${kindOf(right)}.`)
}
