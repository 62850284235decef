import type { JsonValue } from '../model/text.ts'
import { loop } from './comprehension.ts'
import { ExpressionFailure, valueFailure } from './expression-failure.ts'
import type { FunctionContext, FunctionTable } from './functions/expression-function.ts'
import type { Node } from './node.ts'
import { loops } from './node.ts'
import { binary } from './operators.ts'
import { knows } from './scope.ts'
import type { Scope } from './scope.ts'
import { isRecord, kindOf } from './values.ts'

/** What one evaluation may spend: one unit per node visited and per entry of a list handed to a function. */
export const budget = 100_000

/** State of one evaluation. */
export interface Evaluation {
  readonly functions: FunctionTable
  readonly scope: Scope
  readonly context: FunctionContext
  /** Loop variables, innermost last. */
  readonly bound: { name: string; value: JsonValue }[]
  spent: number
}

/** Takes `units` from the budget. Errors: EXPR_BUDGET. */
export function spend(evaluation: Evaluation, units: number): void {
  evaluation.spent += units
  if (evaluation.spent > budget)
    throw new ExpressionFailure('EXPR_BUDGET', `The expression needs more than ${budget} steps; use shorter lists.`)
}

/** Works out a node. Errors: EXPR_EVAL, EXPR_BUDGET (thrown inside this room only). */
export function interpret(evaluation: Evaluation, node: Node): JsonValue {
  spend(evaluation, 1)
  switch (node.op) {
    case 'value':
      return literal(node.args)
    case 'id':
      return read(evaluation, node.args)
    case '.':
      return member(interpret(evaluation, node.args[0]), node.args[1])
    case '[]':
      return index(interpret(evaluation, node.args[0]), interpret(evaluation, node.args[1]))
    case 'call':
      return call(evaluation, node.args[0], node.args[1])
    case 'rcall':
      return loops.has(node.args[0])
        ? loop(evaluation, node.args[0], node.args[1], node.args[2])
        : call(evaluation, node.args[0], [node.args[1], ...node.args[2]])
    case 'list':
      return node.args.map((entry) => interpret(evaluation, entry))
    case 'map':
      return Object.fromEntries(node.args.map(([key, value]) => [keyOf(evaluation, key), interpret(evaluation, value)]))
    case '?:':
      return interpret(evaluation, truth(interpret(evaluation, node.args[0]), '?') ? node.args[1] : node.args[2])
    case '||':
      return either(evaluation, node.args[0], node.args[1], true)
    case '&&':
      return either(evaluation, node.args[0], node.args[1], false)
    case '!_':
      return !truth(interpret(evaluation, node.args), '!')
    case '-_':
      return binary('-', 0, interpret(evaluation, node.args))
    case '.?':
    case '[?]':
      throw valueFailure('Optional access is not part of the language: a missing member is null.')
    default:
      return compare(evaluation, node.op, node.args)
  }
}

function compare(evaluation: Evaluation, op: string, [left, right]: [Node, Node]): JsonValue {
  const a = interpret(evaluation, left)
  const b = interpret(evaluation, right)
  if (Array.isArray(b)) spend(evaluation, b.length)
  if (Array.isArray(a)) spend(evaluation, a.length)
  return binary(op, a, b)
}

/** The value must be true or false. Errors: EXPR_EVAL. */
export function truth(value: JsonValue, what: string): boolean {
  if (typeof value === 'boolean') return value
  throw valueFailure(`'${what}' needs true or false, got ${kindOf(value)}.`)
}

function literal(value: unknown): JsonValue {
  return typeof value === 'bigint' ? Number(value) : (value as JsonValue)
}

function read(evaluation: Evaluation, name: string): JsonValue {
  for (let i = evaluation.bound.length - 1; i >= 0; i -= 1) {
    const variable = evaluation.bound[i]
    if (variable?.name === name) return variable.value
  }
  if (knows(evaluation.scope, name)) return evaluation.scope[name] ?? null
  throw valueFailure(`There is no value named '${name}'.`)
}

/** A member nobody filled, or a member of nothing, is null: authors compare with `== null`. */
function member(owner: JsonValue, name: string): JsonValue {
  if (owner === null) return null
  if (isRecord(owner)) return Object.hasOwn(owner, name) ? (owner[name] ?? null) : null
  throw valueFailure(`'.${name}' needs a record, got ${kindOf(owner)}.`)
}

function index(owner: JsonValue, key: JsonValue): JsonValue {
  if (typeof key === 'string') return member(owner, key)
  if (owner === null) return null
  if (Array.isArray(owner) && Number.isInteger(key)) return owner[key as number] ?? null
  throw valueFailure(`'[ ]' does not work on ${kindOf(owner)} with ${kindOf(key)}.`)
}

function keyOf(evaluation: Evaluation, node: Node): string {
  const key = interpret(evaluation, node)
  if (key === '__proto__') throw valueFailure("A member cannot be named '__proto__'.")
  if (typeof key === 'string') return key
  throw valueFailure(`The name of a member must be a text, got ${kindOf(key)}.`)
}

function call(evaluation: Evaluation, name: string, given: Node[]): JsonValue {
  if (name === 'has') return given.every((node) => interpret(evaluation, node) !== null)
  const known = evaluation.functions.get(name)
  if (known === undefined) throw valueFailure(`There is no function '${name}'.`)
  const values = given.map((node) => interpret(evaluation, node))
  for (const value of values) if (Array.isArray(value)) spend(evaluation, value.length)
  return known.call(values, evaluation.context)
}

/** `&&` and `||` decide by either side, so an error on one side does not count when the other side decides (as CEL has it). */
function either(evaluation: Evaluation, left: Node, right: Node, decisive: boolean): boolean {
  const word = decisive ? '||' : '&&'
  let failure: unknown = null
  try {
    if (truth(interpret(evaluation, left), word) === decisive) return decisive
  } catch (error) {
    if (!(error instanceof ExpressionFailure) || error.code !== 'EXPR_EVAL') throw error
    failure = error
  }
  if (truth(interpret(evaluation, right), word) === decisive) return decisive
  if (failure instanceof ExpressionFailure) throw failure
  return !decisive
}
