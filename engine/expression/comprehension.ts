import type { JsonValue } from '../model/text.ts'
import { valueFailure } from './expression-failure.ts'
import type { Evaluation } from './interpret.ts'
import { interpret, spend, truth } from './interpret.ts'
import type { Node } from './node.ts'
import { isRecord, kindOf } from './values.ts'

/** Loops over a list (or the names of a record): `all exists exists_one map filter`. Errors: EXPR_EVAL, EXPR_BUDGET. */
export function loop(evaluation: Evaluation, name: string, over: Node, given: Node[]): JsonValue {
  const entries = entriesOf(interpret(evaluation, over))
  const variable = given[0]
  const body = given[given.length - 1]
  if (variable?.op !== 'id' || body === undefined) throw valueFailure(`'.${name}()' needs a name and a condition.`)
  // Counted before the first round: a loop inside a loop would otherwise run long before it is stopped.
  spend(evaluation, entries.length)
  const run = (node: Node, value: JsonValue): JsonValue => within(evaluation, variable.args, value, node)
  switch (name) {
    case 'all':
      return entries.every((entry) => truth(run(body, entry), 'all'))
    case 'exists':
      return entries.some((entry) => truth(run(body, entry), 'exists'))
    case 'exists_one':
      return entries.filter((entry) => truth(run(body, entry), 'exists_one')).length === 1
    case 'filter':
      return entries.filter((entry) => truth(run(body, entry), 'filter'))
    default: {
      const condition = given.length === 3 ? given[1] : undefined
      const kept = condition === undefined ? entries : entries.filter((entry) => truth(run(condition, entry), 'map'))
      return kept.map((entry) => run(body, entry))
    }
  }
}

function entriesOf(value: JsonValue): JsonValue[] {
  if (Array.isArray(value)) return value
  if (value === null) return []
  if (isRecord(value)) return Object.keys(value).sort()
  throw valueFailure(`A loop needs a list, got ${kindOf(value)}.`)
}

function within(evaluation: Evaluation, name: string, value: JsonValue, node: Node): JsonValue {
  evaluation.bound.push({ name, value })
  try {
    return interpret(evaluation, node)
  } finally {
    evaluation.bound.pop()
  }
}
