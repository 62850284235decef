import type { Field, FormFinding } from '../model/form.ts'
import type { JsonObject } from '../model/text.ts'
import { readValue } from './read-value.ts'

/** Typed answers of a form, or what is malformed in them. Missing fields and rules are looked at later, by `checkForm`. */
export interface ReadAnswers {
  answers: JsonObject
  malformed: FormFinding[]
}

/**
 * Reads what a person or a client sent against the fields of a form. An answer of null is no answer.
 * Codes: UNKNOWN_FIELD, INVALID_* by type.
 */
export function readAnswers(fields: readonly Field[], given: JsonObject, root = '/answers'): ReadAnswers {
  const answers: JsonObject = {}
  const malformed: FormFinding[] = []
  for (const [name, value] of Object.entries(given)) {
    const path = `${root}/${name}`
    const field = fields.find((item) => item.name === name)
    if (!field) {
      const names = fields.map((item) => item.name).join(', ') || 'no fields'
      malformed.push(finding(path, 'UNKNOWN_FIELD', `${path}: this form has no field \`${name}\`; it has ${names}.`))
      continue
    }
    if (value === null || value === undefined) continue
    const read = readValue(field, value, path)
    if (read.ok) answers[name] = read.value
    else malformed.push(finding(read.path, read.code, read.detail))
  }
  return { answers, malformed }
}

function finding(pointer: string, code: string, detail: string): FormFinding {
  return { grade: 'block', pointer, code, detail }
}
