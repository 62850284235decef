import type { DecisionTable, Plan } from '../../model/plan.ts'
import type { JsonObject } from '../../model/text.ts'
import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'
import { combinations, truthIn } from '../enumerate.ts'
import type { Path } from '../finding.ts'
import { stepScopes } from '../name-scope.ts'

/**
 * DECISION_NOT_TOTAL: the last row of a `first` or `unique` table is no `else`. DECISION_OVERLAP: two rows of a `unique` table hold
 * for one combination of enum and yes/no values. ROW_NEVER (warning): a row no combination reaches. The last two are looked at
 * only when the rows read nothing but such values.
 */
export function decisionsTotal(c: Compiling, plan: Plan): void {
  for (const step of c.steps) {
    const table = plan.steps.find((candidate) => candidate.id === step.id)?.decision
    if (table === null || table === undefined) continue
    const path = [...step.path, table.hit]
    const last = table.rows[table.rows.length - 1]
    if (table.hit !== 'collect' && last?.if !== null)
      report(
        c,
        'DECISION_NOT_TOTAL',
        [...path, table.rows.length - 1],
        `'${step.id}' has no answer when no row holds.`,
        'Add a last row { else: { … } }.',
      )
    for (const [i, row] of table.rows.entries())
      if (row.if === null && i < table.rows.length - 1)
        report(c, 'DECISION_SHAPE', [...path, i], 'Rows after else are never looked at.', 'Put else last.')
    const conditions = table.rows.flatMap((row) => row.if ?? [])
    const known = combinations(c, conditions, stepScopes(step).run, true)
    if (known !== null) everyCombination(c, table, known, path)
  }
}

function everyCombination(c: Compiling, table: DecisionTable, scopes: readonly JsonObject[], path: Path): void {
  const reached = new Set<number>()
  for (const scope of scopes) {
    const hits = table.rows.flatMap((row, i) => (row.if !== null && truthIn(c, row.if, scope) === 'yes' ? [i] : []))
    const [first, second] = hits
    if (table.hit === 'unique' && first !== undefined && second !== undefined) {
      report(
        c,
        'DECISION_OVERLAP',
        [...path, second],
        `Rows ${rowName(table, first)} and ${rowName(table, second)} both hold for ${shown(scope)}.`,
        'In unique: exactly one row may hold.',
      )
      return
    }
    for (const hit of table.hit === 'first' ? hits.slice(0, 1) : hits) reached.add(hit)
    if (hits.length === 0) reached.add(table.rows.length - 1)
  }
  for (const [i, row] of table.rows.entries())
    if (row.if !== null && !reached.has(i))
      report(
        c,
        'ROW_NEVER',
        [...path, i],
        `Row ${rowName(table, i)} is reached by no combination of values.`,
        '',
        'warning',
      )
}

function rowName(table: DecisionTable, i: number): string {
  return `'${table.rows[i]?.id ?? i + 1}'`
}

function shown(scope: JsonObject): string {
  return Object.entries(scope)
    .flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([member, inner]) => `${name}.${member} = ${JSON.stringify(inner)}`)
        : [`${name} = ${JSON.stringify(value)}`],
    )
    .join(', ')
}
