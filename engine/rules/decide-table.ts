import type { Scope } from '../expression/evaluate.ts'
import type { DecisionTable } from '../model/plan.ts'
import type { JsonObject, JsonValue } from '../model/text.ts'
import { evaluateOrThrow, ExpressionTrouble, holds } from '../run/evaluate-or-throw.ts'
import type { TurnContext } from '../run/turn-context.ts'

/**
 * Results of a decision table over a scope, with `row` naming the row hit. `first`: the first row that holds; `unique`: the only
 * one (several are trouble, never a silent choice); `collect`: each result a list over all rows that hold.
 */
export function decisionResults(context: TurnContext, table: DecisionTable, scope: Scope): JsonObject {
  const hits = table.rows.filter((row) => row.if !== null && holds(context, row.if, scope))
  const otherwise = table.rows.find((row) => row.if === null)
  const rows = hits.length > 0 ? hits : otherwise ? [otherwise] : []
  if (rows.length === 0) throw new ExpressionTrouble('decision table', 'no row holds')
  if (table.hit === 'unique' && rows.length > 1) {
    throw new ExpressionTrouble('decision table', `rows ${rows.map((row) => row.id).join(', ')} hold at once`)
  }
  if (table.hit === 'collect') return collected(context, rows, scope)
  return { ...resultsOf(context, rows[0]!, scope), row: rows[0]!.id }
}

function collected(context: TurnContext, rows: DecisionTable['rows'], scope: Scope): JsonObject {
  const lists: Record<string, JsonValue[]> = { rows: [] }
  for (const row of rows) {
    lists['rows']!.push(row.id)
    for (const [name, value] of Object.entries(resultsOf(context, row, scope))) (lists[name] ??= []).push(value)
  }
  return lists
}

function resultsOf(context: TurnContext, row: DecisionTable['rows'][number], scope: Scope): JsonObject {
  const results: JsonObject = {}
  for (const [name, source] of Object.entries(row.then)) results[name] = evaluateOrThrow(context, source, scope)
  return results
}
