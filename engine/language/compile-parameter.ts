import type { Parameter } from '../model/plan.ts'
import type { JsonValue } from '../model/text.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import { constantValue } from './constant-value.ts'
import { parameterTypes } from './document/playbook-document.ts'
import type { ParameterDocument } from './document/playbook-document.ts'
import { fieldValueType } from './field-type.ts'
import type { Path } from './finding.ts'
import { didYouMean } from './suggest.ts'
import type { ValueType } from './typing/value-type.ts'
import { anyType } from './typing/value-type.ts'

/** The parameters in written order. Errors: TYPE, UNKNOWN_FIELD, UNKNOWN_WORD, TABLE_NOT_TOTAL, INVALID_DURATION. */
export function parameters(c: Compiling): Parameter[] {
  return Object.entries(c.document.params ?? {}).map(([name, written]) => parameter(c, name, written, ['params', name]))
}

function parameter(c: Compiling, name: string, written: ParameterDocument, path: Path): Parameter {
  const types = parameterTypes.filter((kind) => written[kind] !== undefined)
  const type = types[0]
  if (type === undefined || types.length > 1) {
    report(c, 'TYPE', path, `A parameter has exactly one of ${parameterTypes.join(', ')}.`)
    if (type === undefined) return { name, title: written.title, type: 'text', value: null }
  }
  const value = written[type] as JsonValue
  const at = [...path, type]
  const read = (entry: JsonValue, place: Path) =>
    whole(c, type, constantValue(c, entry, c.names.parameters.get(name) ?? anyType, place), place)
  const table = typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value['by'] === 'string'
  if (!table) return { name, title: written.title, type, value: read(value, at) }
  const {
    by,
    else: otherwise,
    ...cases
  } = value as { by: string; else?: JsonValue; [word: string]: JsonValue | undefined }
  const made = Object.entries(cases).map(([word, entry]): [string, JsonValue] => [
    word,
    read(entry ?? null, [...at, word]),
  ])
  checkTable(c, by, Object.keys(cases), otherwise !== undefined, at)
  const last = otherwise === undefined ? null : read(otherwise, [...at, 'else'])
  return { name, title: written.title, type, value: last, by, cases: Object.fromEntries(made) }
}

function whole(c: Compiling, type: Parameter['type'], value: JsonValue, path: Path): JsonValue {
  if (type === 'int' && typeof value === 'number' && !Number.isSafeInteger(value))
    report(c, 'TYPE', path, `${value} is no whole number.`, 'Use decimal: instead.')
  return value
}

function checkTable(c: Compiling, by: string, words: string[], hasElse: boolean, path: Path): void {
  const launch = c.document.launch ?? {}
  const field = launch[by]
  if (field === undefined) {
    report(
      c,
      'UNKNOWN_FIELD',
      [...path, 'by'],
      `The launch form has no field '${by}'.`,
      didYouMean(by, Object.keys(launch)),
    )
    return
  }
  const type: ValueType = fieldValueType(field)
  const known = type.kind === 'enum' ? type.of : null
  for (const word of words)
    if (known !== null && !known.includes(word))
      report(
        c,
        'UNKNOWN_WORD',
        { path: [...path, word], at: 'key' },
        `'${word}' is none of the words of '${by}'.`,
        didYouMean(word, known),
      )
  const total = hasElse || (known !== null && known.every((word) => words.includes(word)))
  if (!total) report(c, 'TABLE_NOT_TOTAL', path, `Not every '${by}' has a value.`, 'Add else:.')
}
