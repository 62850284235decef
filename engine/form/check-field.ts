import type { Field, FormFinding } from '../model/form.ts'
import type { JsonObject, JsonValue } from '../model/text.ts'

/** Required, range and length findings of one field; `wanted` = it must be answered now. All are `block`. */
export function checkField(field: Field, value: JsonValue, wanted: boolean, root = '/answers'): FormFinding[] {
  const pointer = `${root}/${field.name}`
  if (value === null || value === '') {
    return wanted ? [blocked(pointer, 'REQUIRED', `${field.title.en} (\`${field.name}\`) is required.`)] : []
  }
  const findings: FormFinding[] = []
  if (typeof value === 'number') findings.push(...numberFindings(field, value, pointer))
  if (typeof value === 'string' && field.maxLength !== undefined && [...value].length > field.maxLength) {
    findings.push(
      blocked(
        pointer,
        'TOO_LONG',
        `${field.title.en} has ${[...value].length} characters; at most ${field.maxLength} are allowed.`,
      ),
    )
  }
  if (Array.isArray(value)) findings.push(...listFindings(field, value, pointer, wanted))
  if (field.type === 'record' && field.columns)
    findings.push(...columnFindings(field.columns, value as JsonObject, pointer))
  return findings
}

function numberFindings(field: Field, value: number, pointer: string): FormFinding[] {
  const shown = (number: number) => (field.type === 'money' ? `¥${(number / 100).toFixed(2)}` : String(number))
  const wrong = (detail: string) => [
    blocked(pointer, 'OUT_OF_RANGE', `${field.title.en} is ${shown(value)}; ${detail}.`),
  ]
  if (field.min !== undefined && value < field.min) return wrong(`at least ${shown(field.min)} is needed`)
  if (field.max !== undefined && value > field.max) return wrong(`at most ${shown(field.max)} is allowed`)
  if (field.above !== undefined && value <= field.above) return wrong(`it must be more than ${shown(field.above)}`)
  return []
}

function listFindings(field: Field, value: JsonValue[], pointer: string, wanted: boolean): FormFinding[] {
  const least = field.atLeast ?? (wanted ? 1 : 0)
  const findings: FormFinding[] = []
  if (value.length < least) {
    findings.push(
      blocked(pointer, 'TOO_FEW', `${field.title.en} has ${value.length} entries; at least ${least} are needed.`),
    )
  }
  if (field.atMost !== undefined && value.length > field.atMost) {
    findings.push(
      blocked(
        pointer,
        'TOO_MANY',
        `${field.title.en} has ${value.length} entries; at most ${field.atMost} are allowed.`,
      ),
    )
  }
  for (const [index, entry] of value.entries()) {
    const at = `${pointer}/${index}`
    if (field.type === 'rows') findings.push(...columnFindings(field.columns ?? [], entry as JsonObject, at))
    else if (field.type === 'list') findings.push(...entryFindings(field, entry, pointer, index))
  }
  return findings
}

/** Bounds of a list's field that are those of its entries: `min`, `max`, `above`, `maxLength`. */
function entryFindings(field: Field, entry: JsonValue, root: string, index: number): FormFinding[] {
  const { atLeast: _atLeast, atMost: _atMost, ...bounds } = field
  return checkField({ ...bounds, type: field.item ?? 'text', name: String(index) }, entry, true, root)
}

function columnFindings(columns: readonly Field[], row: JsonObject, pointer: string): FormFinding[] {
  return columns.flatMap((column) => checkField(column, row[column.name] ?? null, column.required, pointer))
}

function blocked(pointer: string, code: string, detail: string): FormFinding {
  return { grade: 'block', pointer, code, detail }
}
