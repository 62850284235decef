import { readAnswers } from '#engine/form/read-answers.ts'
import { isSealed } from '#engine/form/read-value.ts'
import type { Field } from '#engine/model/form.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { EvidenceRow } from '#db/reads/evidence-of.ts'
import type { ProblemEntry } from '../problem.ts'
import { problemOfFindings } from './validate.ts'

const longestText = 20_000

/**
 * Typed values of a form as the engine keeps them: instants in UTC, amounts in fen. What is malformed stops here (400) and
 * never becomes history; what is missing or breaks a rule is the engine's to judge.
 */
export function readForm(fields: readonly Field[], given: JsonObject, root: string): JsonObject {
  const { answers, malformed } = readAnswers(fields, given, root)
  const errors: ProblemEntry[] = [
    ...malformed.map(({ pointer, code, detail }) => ({ pointer, code, detail })),
    ...fields.flatMap((field) => impossible(field, given[field.name] ?? null, `${root}/${field.name}`)),
  ]
  if (errors.length > 0) throw problemOfFindings(errors)
  return answers
}

/** What no field of that type can hold, whatever the playbook says. */
function impossible(field: Field, value: JsonValue, pointer: string): ProblemEntry[] {
  if (typeof value === 'number' && field.type === 'money' && value < 0 && (field.min ?? 0) >= 0) {
    return [
      { pointer, code: 'INVALID_AMOUNT', detail: `${pointer}: ${value} is below zero; write what was paid, in fen.` },
    ]
  }
  if (typeof value === 'string' && value.length > longestText) {
    return [{ pointer, code: 'OUT_OF_RANGE', detail: `${pointer}: the text is longer than ${longestText} characters.` }]
  }
  // Only the door makes sealed values; one that comes from outside would be believed.
  if (field.pii === true && isSealed(value)) {
    return [{ pointer, code: 'INVALID_TEXT', detail: `${pointer}: is sealed already; send the text itself.` }]
  }
  if (!Array.isArray(value)) return columnsOf(field, value, pointer)
  return value.flatMap((entry, index) =>
    field.type === 'rows'
      ? columnsOf(field, entry, `${pointer}/${index}`)
      : impossible({ ...field, type: field.item ?? 'text' }, entry, `${pointer}/${index}`),
  )
}

function columnsOf(field: Field, value: JsonValue, pointer: string): ProblemEntry[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return (field.columns ?? []).flatMap((column) =>
    impossible(column, value[column.name] ?? null, `${pointer}/${column.name}`),
  )
}

const kindOf = (mediaType: string): string =>
  mediaType.startsWith('image/')
    ? 'img'
    : mediaType === 'application/pdf'
      ? 'pdf'
      : mediaType.startsWith('video/')
        ? 'video'
        : 'other'

/** Files named in answers must have been uploaded to this run, and be of a kind the field takes. Codes: EVIDENCE_UNKNOWN, CONTENT_MISMATCH. */
export function checkFiles(
  fields: readonly Field[],
  answers: JsonObject,
  uploaded: readonly EvidenceRow[],
  root: string,
): void {
  const known = new Map(uploaded.map((row) => [row.id, row]))
  const errors = namedFiles(fields, answers, root).flatMap(({ id, field, pointer }): ProblemEntry[] => {
    const row = known.get(id)
    if (!row) {
      return [
        {
          pointer,
          code: 'EVIDENCE_UNKNOWN',
          detail: `${pointer}: "${id}" is no file of this run; upload it first and name the id you get.`,
        },
      ]
    }
    if (!field.accept || field.accept.includes(kindOf(row.mediaType))) return []
    return [
      {
        pointer,
        code: 'CONTENT_MISMATCH',
        detail: `${pointer}: ${row.mediaType} is not taken here; send ${field.accept.join(' or ')}.`,
      },
    ]
  })
  if (errors.length > 0) throw problemOfFindings(errors)
}

/** Whether any field, or column of one, takes files. */
export function takesFiles(fields: readonly Field[]): boolean {
  return fields.some(
    (field) =>
      field.type === 'file' || field.type === 'files' || field.item === 'file' || takesFiles(field.columns ?? []),
  )
}

interface NamedFile {
  id: string
  field: Field
  pointer: string
}

function namedFiles(fields: readonly Field[], values: JsonObject, root: string): NamedFile[] {
  return fields.flatMap((field) => {
    const value = values[field.name] ?? null
    const pointer = `${root}/${field.name}`
    if (field.type === 'file' && typeof value === 'string') return [{ id: value, field, pointer }]
    if ((field.type === 'files' || field.item === 'file') && Array.isArray(value)) {
      return value.flatMap((id, index) =>
        typeof id === 'string' ? [{ id, field, pointer: `${pointer}/${index}` }] : [],
      )
    }
    if (field.type === 'rows' && Array.isArray(value)) {
      return value.flatMap((row, index) => namedFiles(field.columns ?? [], row as JsonObject, `${pointer}/${index}`))
    }
    return field.type === 'record' && value !== null
      ? namedFiles(field.columns ?? [], value as JsonObject, pointer)
      : []
  })
}
