import type { Field, FieldType } from '../model/form.ts'
import type { JsonObject, JsonValue } from '../model/text.ts'
import { parseDay } from '../time/day.ts'
import { parseInstant } from '../time/instant.ts'

/** A value of the right shape, or the reason why it is not. `code` is stable. */
export type ReadValue = { ok: true; value: JsonValue } | { ok: false; code: string; detail: string; path: string }

type Reader = (field: Field, value: JsonValue, path: string) => ReadValue

const largestAmount = 9_007_199_254_740_991

/** Reads one typed value. Money is whole fen, percent a number in percent, dates and instants must exist. */
export function readValue(field: Field, value: JsonValue, path: string): ReadValue {
  if (field.pii === true && isSealed(value)) return good(value)
  return readers[field.type](field, value, path)
}

/** Whether a value was sealed at the door: nobody inside can read it. */
export function isSealed(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value['sealed'] === 'string'
}

const readers: Record<FieldType, Reader> = {
  text: readText,
  person: readText,
  sku: readText,
  order: readText,
  file: readText,
  url: (field, value, path) => {
    const read = readText(field, value, path)
    if (!read.ok || /^https?:\/\/[^\s]+$/i.test(read.value as string)) return read
    return bad('INVALID_URL', path, value, 'is not a web address; begin it with https://')
  },
  int: (_field, value, path) => readNumber(value, path, 'INVALID_INTEGER', 'is not a whole number', Number.isInteger),
  money: (_field, value, path) =>
    readNumber(value, path, 'INVALID_AMOUNT', 'is not a whole number of fen', Number.isInteger),
  decimal: (_field, value, path) => readNumber(value, path, 'INVALID_NUMBER', 'is not a number', () => true),
  percent: (_field, value, path) => readNumber(value, path, 'INVALID_NUMBER', 'is not a number in percent', () => true),
  bool: (_field, value, path) =>
    typeof value === 'boolean' ? good(value) : bad('INVALID_BOOLEAN', path, value, 'is neither true nor false'),
  enum: (field, value, path) =>
    typeof value === 'string' && (field.of ?? []).includes(value)
      ? good(value)
      : bad('INVALID_CHOICE', path, value, `is not one of ${(field.of ?? []).join(', ')}`),
  date: (_field, value, path) => {
    const day = typeof value === 'string' ? parseDay(value) : null
    return day?.ok ? good(day.value) : bad('INVALID_DATE', path, value, 'is not a day that exists; write YYYY-MM-DD')
  },
  datetime: (_field, value, path) => {
    const instant = typeof value === 'string' ? parseInstant(value) : null
    return instant?.ok
      ? good(instant.value)
      : bad('INVALID_DATE', path, value, 'is not an instant that exists; write it as 2027-03-10T10:00:00+08:00')
  },
  files: (field, value, path) => readList(value, path, (entry, at) => readText(field, entry, at)),
  list: (field, value, path) => {
    const item: Field = { ...field, type: field.item ?? 'text', required: true }
    return readList(value, path, (entry, at) => readValue(item, entry, at))
  },
  rows: (field, value, path) => readList(value, path, (entry, at) => readRecord(field.columns ?? [], entry, at)),
  record: (field, value, path) => readRecord(field.columns ?? [], value, path),
}

function readText(_field: Field, value: JsonValue, path: string): ReadValue {
  return typeof value === 'string' ? good(value) : bad('INVALID_TEXT', path, value, 'is not a text')
}

function readNumber(
  value: JsonValue,
  path: string,
  code: string,
  why: string,
  fits: (number: number) => boolean,
): ReadValue {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > largestAmount || !fits(value))
    return bad(code, path, value, why)
  // Minus zero is no number of its own: it does not survive JSON.
  return good(value === 0 ? 0 : value)
}

function readList(value: JsonValue, path: string, read: (entry: JsonValue, path: string) => ReadValue): ReadValue {
  if (!Array.isArray(value)) return bad('INVALID_LIST', path, value, 'is not a list')
  const entries: JsonValue[] = []
  for (const [index, entry] of value.entries()) {
    const result = read(entry, `${path}/${index}`)
    if (!result.ok) return result
    entries.push(result.value)
  }
  return good(entries)
}

/** A record with known columns; without columns any record passes. Missing required columns are the form check's affair. */
function readRecord(columns: readonly Field[], value: JsonValue, path: string): ReadValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return bad('INVALID_RECORD', path, value, 'is not a record')
  if (columns.length === 0) return good(value)
  const record: JsonObject = {}
  for (const [name, member] of Object.entries(value)) {
    const column = columns.find((item) => item.name === name)
    if (!column) {
      return bad(
        'UNKNOWN_FIELD',
        `${path}/${name}`,
        name,
        `is not a column here; there are ${columns.map((item) => item.name).join(', ')}`,
      )
    }
    if (member === null) continue
    const read = readValue(column, member, `${path}/${name}`)
    if (!read.ok) return read
    record[name] = read.value
  }
  return good(record)
}

function good(value: JsonValue): ReadValue {
  return { ok: true, value }
}

function bad(code: string, path: string, value: JsonValue, why: string): ReadValue {
  const shown = JSON.stringify(value) ?? 'nothing'
  return { ok: false, code, path, detail: `${path}: ${shown.length > 80 ? `${shown.slice(0, 77)}...` : shown} ${why}.` }
}
