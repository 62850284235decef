import type { DecisionTable } from '../model/plan.ts'
import { assignments } from './compile-form.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import type { RowDocument } from './document/step-document.ts'
import type { Path } from './finding.ts'
import { fieldValueType } from './field-type.ts'
import type { FlatStep } from './flatten-steps.ts'
import type { NameScope } from './name-scope.ts'
import { expression } from './resolve-expression.ts'
import { didYouMean } from './suggest.ts'
import { anyType, boolType } from './typing/value-type.ts'

/** The table of a decision, or null for one that is a calculation (`set:`). Errors: DECISION_SHAPE, UNKNOWN_RESULT. */
export function decisionTable(c: Compiling, step: FlatStep, scope: NameScope): DecisionTable | null {
  const { document, path } = step
  const hits = (['first', 'unique', 'collect'] as const).filter((name) => document[name] !== undefined)
  if (step.kind !== 'decision') return null
  const hit = hits[0]
  const rows = hit === undefined ? undefined : document[hit]
  if (hits.length > 1 || (rows === undefined && document.set === undefined))
    report(c, 'DECISION_SHAPE', path, 'A decision has one table (first:, unique: or collect:) or set:.')
  if (hit === undefined || rows === undefined) return null
  const at = [...path, hit]
  return { hit, rows: rows.map((row, i) => tableRow(c, step, row, i, [...at, i], scope)) }
}

function tableRow(
  c: Compiling,
  step: FlatStep,
  row: RowDocument,
  i: number,
  path: Path,
  scope: NameScope,
): DecisionTable['rows'][number] {
  const part = row.else === undefined ? 'then' : 'else'
  const values = row[part]
  const shaped =
    row.else === undefined
      ? row.if !== undefined && row.then !== undefined
      : row.if === undefined && row.then === undefined
  if (!shaped || values === undefined)
    report(c, 'DECISION_SHAPE', path, 'A row is { if: …, then: { … } } or { else: { … } }.')
  const results = step.document.results ?? {}
  for (const name of Object.keys(values ?? {}))
    if (!(name in results))
      report(
        c,
        'UNKNOWN_RESULT',
        { path: [...path, part, name], at: 'key' },
        `'${name}' is not one of the results.`,
        didYouMean(name, Object.keys(results)),
      )
  const target = (name: string) => (results[name] === undefined ? anyType : fieldValueType(results[name]))
  return {
    id: row.row ?? String(i + 1),
    if: row.if === undefined ? null : expression(c, row.if, [...path, 'if'], scope, boolType),
    then: assignments(c, values ?? {}, [...path, part], scope, target),
  }
}
