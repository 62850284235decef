import type { z } from 'zod'
import type { FormLaw, TaskField } from '#api/contract/tasks.ts'
import { newProgramCache } from '#engine/expression/evaluate.ts'
import { checkForm, stopping } from '#engine/form/check-form.ts'
import type { Check, Field, FormFinding } from '#engine/model/form.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import { ExpressionTrouble, holds } from '#engine/run/evaluate-or-throw.ts'
import { fieldOf } from './field-of.ts'

export { fieldOf }

export type FieldBody = z.infer<typeof TaskField>
export type LawBody = z.infer<typeof FormLaw>

/** What somebody has typed into one form. */
export interface Typed {
  answers: JsonObject
  /** Reason per field or rule. */
  reasons: Record<string, string>
  checklist: string[]
}

export const nothingTyped: Typed = { answers: {}, reasons: {}, checklist: [] }

/** A form as it stands with what is typed: the very rules the host will judge it by. */
export interface WorkedForm {
  /** Typed, proposed and computed values together. */
  values: JsonObject
  shown: ReadonlySet<string>
  required: ReadonlySet<string>
  findings: readonly FormFinding[]
  /** Nothing stands in the way of sending it. */
  ready: boolean
}

const programs = newProgramCache()

/** Works a form out while somebody types, with the engine's own code and without asking anybody. */
export function workOut(fields: readonly FieldBody[], law: LawBody, typed: Typed): WorkedForm {
  const form = fields as unknown as Field[]
  const scope = { ...(law.scope as JsonObject), now: new Date().toISOString() }
  const { answers, findings } = checked(form, law, typed, scope)
  const all = { ...scope, ...Object.fromEntries(form.map(({ name }) => [name, null])), ...answers }
  const on = (source: string): boolean => {
    try {
      return holds({ programs }, source, all)
    } catch {
      return true
    }
  }
  const shown = form.filter(({ requiredIf }) => requiredIf === undefined || on(requiredIf))
  const required = shown.filter((field) => field.required || field.requiredIf !== undefined)
  return {
    values: answers,
    shown: new Set(shown.map(({ name }) => name)),
    required: new Set(required.map(({ name }) => name)),
    findings,
    ready: stopping(findings).length === 0,
  }
}

/** A form whose expressions cannot be worked out here is sent as typed; the answer tells why. */
function checked(fields: Field[], law: LawBody, typed: Typed, scope: JsonObject) {
  const offered = law.offered as JsonObject
  const checks = law.checks as unknown as Check[]
  try {
    const { answers: given, reasons } = typed
    return checkForm({ programs }, { fields, checks, given, offered, reasons, scope })
  } catch (error) {
    if (error instanceof ExpressionTrouble) return { answers: typed.answers, findings: [] }
    throw error
  }
}

/** Under which name the reason for a warning is given: its field, else its rule, which its sentence ends with. */
export function reasonKeyOf(finding: Pick<FormFinding, 'pointer' | 'code' | 'detail'>): string {
  const rule = finding.code === 'REASON_NEEDED' ? /\(([^()]+)\)$/.exec(finding.detail)?.[1] : finding.code
  return fieldOf(finding.pointer) ?? rule ?? ''
}

/** A value with one entry put in or, for null, taken out. */
export function withAnswer(answers: JsonObject, name: string, value: JsonValue): JsonObject {
  const { [name]: _, ...others } = answers
  return value === null ? others : { ...others, [name]: value }
}
