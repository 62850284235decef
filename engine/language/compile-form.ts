import { namedInText } from '../form/fill-text.ts'
import type { Check, Field, LookUp } from '../model/form.ts'
import type { FactQuery } from '../model/plan.ts'
import type { JsonValue, Text } from '../model/text.ts'
import { assigned } from './assigned-value.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import { constantValue } from './constant-value.ts'
import { lookUpOf } from './compile-look-up.ts'
import type { FactsDocument, FieldDocument, FormDocument, RuleDocument } from './document/form-document.ts'
import { fieldValueType } from './field-type.ts'
import type { Path } from './finding.ts'
import { fenOf } from './money.ts'
import type { NameScope } from './name-scope.ts'
import { roleRef } from './references.ts'
import { expression } from './resolve-expression.ts'
import { didYouMean } from './suggest.ts'
import type { ValueType } from './typing/value-type.ts'
import { anyType, boolType } from './typing/value-type.ts'

/** Fields of a form in written order, defaults filled, money in fen. */
export function formFields(c: Compiling, form: FormDocument, path: Path, scope: NameScope): Field[] {
  return Object.entries(form).map(([name, field]) => formField(c, name, field, form, [...path, name], scope))
}

function formField(
  c: Compiling,
  name: string,
  written: FieldDocument,
  siblings: FormDocument,
  path: Path,
  scope: NameScope,
): Field {
  const type = fieldValueType(written)
  const field: Field = {
    name,
    type: written.type,
    title: titleOf(c, name, written, path),
    required: isRequired(written),
  }
  if (written.if !== undefined) field.requiredIf = expression(c, written.if, [...path, 'if'], scope, boolType)
  if (written.of !== undefined) field.of = written.of
  if (written.item !== undefined) field.item = written.item
  if (written.columns !== undefined) field.columns = columnsOf(c, written.columns, [...path, 'columns'], scope)
  copyLimits(c, field, written, path)
  if (written.preset !== undefined) field.preset = constantValue(c, written.preset, type, [...path, 'preset'])
  if (written.propose !== undefined) field.proposed = assigned(c, written.propose, [...path, 'propose'], scope, type)
  if (written.compute !== undefined) field.computed = assigned(c, written.compute, [...path, 'compute'], scope, type)
  if (written.from !== undefined) {
    const found: LookUp | null = lookUpOf(c, written.from, siblings, [...path, 'from'])
    if (found !== null) field.lookUp = found
  }
  return field
}

function isRequired(written: FieldDocument): boolean {
  const given = written.preset !== undefined || written.if !== undefined || written.compute !== undefined
  return written.required ?? !given
}

function titleOf(c: Compiling, name: string, written: FieldDocument, path: Path): Text {
  if (written.title !== undefined) return written.title
  const column = path[path.length - 2] === 'columns'
  report(
    c,
    'MISSING_TEXT',
    path,
    `'${name}' has no title.`,
    'Give title: { zh: …, en: … }.',
    column ? 'warning' : 'error',
  )
  return { zh: name, en: name }
}

function columnsOf(c: Compiling, columns: FormDocument, path: Path, scope: NameScope): Field[] {
  const own = Object.entries(columns).map(([name, column]): [string, ValueType] => [name, fieldValueType(column)])
  return formFields(c, columns, path, { ...scope, locals: new Map([...scope.locals, ...own]) })
}

function copyLimits(c: Compiling, field: Field, written: FieldDocument, path: Path): void {
  const money = written.type === 'money' || (written.type === 'list' && written.item === 'money')
  for (const limit of ['min', 'max', 'above'] as const) {
    const value = written[limit]
    if (value !== undefined) field[limit] = money ? fenOf(c, value, [...path, limit]) : value
  }
  for (const limit of ['atLeast', 'atMost', 'maxLength'] as const) {
    const value = written[limit]
    if (value !== undefined) field[limit] = value
  }
  if (written.accept !== undefined) field.accept = written.accept
  if (written.pii !== undefined) field.pii = written.pii
}

/** Rules over a form; without an id a rule is named after its place. */
export function formChecks(
  c: Compiling,
  rules: readonly RuleDocument[],
  path: Path,
  scope: NameScope,
  fields: FormDocument,
): Check[] {
  return rules.flatMap((rule, i) => {
    const at = [...path, i]
    const grades = (['block', 'warn', 'info'] as const).filter((grade) => rule[grade] !== undefined)
    const grade = grades[0]
    const must = grade === undefined ? undefined : rule[grade]
    if (grade === undefined || must === undefined || grades.length !== 1) {
      report(c, 'TYPE', at, 'A rule has exactly one of block, warn and info.')
      return []
    }
    if (rule.field !== undefined && !(rule.field in fields))
      report(
        c,
        'UNKNOWN_FIELD',
        [...at, 'field'],
        `The form has no field '${rule.field}'.`,
        didYouMean(rule.field, Object.keys(fields)),
      )
    valuesNamed(c, rule.says, [...at, 'says'], scope)
    const check: Check = {
      id: rule.id ?? `rule-${i + 1}`,
      grade,
      must: expression(c, must, [...at, grade], scope, boolType),
      says: rule.says,
    }
    if (rule.if !== undefined) check.if = expression(c, rule.if, [...at, 'if'], scope, boolType)
    if (rule.field !== undefined) check.field = rule.field
    if (rule.approve !== undefined)
      check.approvers = rule.approve.map((role, j) => roleRef(c, role, [...at, 'approve', j]))
    return [check]
  })
}

/** Values a message names in braces must be known like those of an expression. */
function valuesNamed(c: Compiling, says: Text, path: Path, scope: NameScope): void {
  for (const language of ['zh', 'en'] as const)
    for (const [, , name] of says[language].matchAll(namedInText))
      if (name) expression(c, name, [...path, language], scope)
}

/** Named queries with their values. */
export function factQueries(c: Compiling, facts: FactsDocument, path: Path, scope: NameScope): FactQuery[] {
  return Object.entries(facts).map(([name, fact]) => ({
    name,
    query: fact.query,
    with: assignments(c, fact.with ?? {}, [...path, name, 'with'], scope, () => anyType),
  }))
}

/** Values by name, each for its target. */
export function assignments(
  c: Compiling,
  values: { [name: string]: unknown },
  path: Path,
  scope: NameScope,
  target: (name: string) => ValueType,
  words = false,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      assigned(c, value as JsonValue, [...path, name], scope, target(name), words),
    ]),
  )
}
