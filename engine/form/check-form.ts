import { layered } from '../expression/evaluate.ts'
import type { Scope } from '../expression/evaluate.ts'
import { canonicalJson } from '../history/canonical-json.ts'
import type { Check, Field, FormFinding } from '../model/form.ts'
import type { JsonObject, JsonValue } from '../model/text.ts'
import { evaluateOrThrow, ExpressionTrouble, holds } from '../run/evaluate-or-throw.ts'
import type { Evaluating } from '../run/evaluate-or-throw.ts'
import { checkField } from './check-field.ts'
import { filledText } from './fill-text.ts'

/** A form as it is being submitted. */
export interface Submission {
  fields: readonly Field[]
  checks: readonly Check[]
  /** Typed answers, already read. */
  given: JsonObject
  /** Offered by an earlier visit, a decision table or a look-up; used where nothing was typed. */
  offered: JsonObject
  /** Reason per field or per rule id. */
  reasons: Record<string, string>
  /** Scope of the run; answers are laid on top. */
  scope: Scope
}

/** Complete answers and everything the rules say about them. */
export interface CheckedForm {
  answers: JsonObject
  findings: FormFinding[]
}

/**
 * Fills presets, proposals and computed fields, then applies required, ranges and the rules of the form.
 * A missing required field is `block` (catalogue 0.2). Nothing is thrown but ExpressionTrouble.
 */
export function checkForm(context: Evaluating, form: Submission): CheckedForm {
  const scope: Scope = layered(form.scope, {})
  for (const field of form.fields) scope[field.name] = null
  const { answers, trouble } = filledIn(context, form, scope)
  const findings: FormFinding[] = []
  for (const field of form.fields) {
    const wanted = field.required || (field.requiredIf !== undefined && holds(context, field.requiredIf, scope))
    findings.push(...checkField(field, answers[field.name] ?? null, wanted))
    const typedOver = typedOverComputed(form, field, answers) ?? correctionWithoutReason(form, field, answers)
    if (typedOver) findings.push(typedOver)
  }
  // A rule over answers that are not even there would only repeat what is missing.
  if (findings.some((finding) => finding.code === 'REQUIRED')) return { answers, findings }
  const wrong = findings.some((finding) => finding.grade === 'block')
  if (trouble !== null && !wrong) throw trouble
  for (const check of form.checks) {
    if (!silent(context, check, scope, wrong)) findings.push(spoken(check, form.reasons, scope))
  }
  return { answers, findings }
}

/** Whether a rule has nothing to say. Over answers that are wrong already it may fail: then it has nothing to say either. */
function silent(context: Evaluating, check: Check, scope: Scope, mayFail: boolean): boolean {
  try {
    return (check.if !== undefined && !holds(context, check.if, scope)) || holds(context, check.must, scope)
  } catch (trouble) {
    if (mayFail && trouble instanceof ExpressionTrouble) return true
    throw trouble
  }
}

/** Findings that stop a submission: blocks, and warnings without a reason. */
export function stopping(findings: readonly FormFinding[]): FormFinding[] {
  return findings.filter((finding) => finding.grade === 'block' || finding.code === 'REASON_NEEDED')
}

/** Answers with everything worked out that can be; the first thing that cannot is the trouble, unless a field is at fault. */
function filledIn(
  context: Evaluating,
  form: Submission,
  scope: Scope,
): { answers: JsonObject; trouble: ExpressionTrouble | null } {
  const answers: JsonObject = {}
  let trouble: ExpressionTrouble | null = null
  const workedOut = (source: string): JsonValue => {
    try {
      return evaluateOrThrow(context, source, scope)
    } catch (failure) {
      if (!(failure instanceof ExpressionTrouble)) throw failure
      trouble ??= failure
      return null
    }
  }
  for (const field of form.fields) {
    const typed = form.given[field.name] ?? form.offered[field.name]
    let value = typed ?? null
    if (field.computed !== undefined) value = workedOut(field.computed)
    else if (value === null && field.proposed !== undefined) value = workedOut(field.proposed)
    else if (value === null && field.lookUp?.source === 'facts') value = factAt(form.scope, field.lookUp.path)
    else if (value === null && field.preset !== undefined) value = field.preset
    scope[field.name] = value
    if (value !== null) answers[field.name] = value
  }
  return { answers, trouble }
}

/** A computed field may be sent, but only as it is worked out: the approved amount is what is paid (catalogue 0.5). */
function typedOverComputed(form: Submission, field: Field, answers: JsonObject): FormFinding | null {
  const typed = form.given[field.name]
  const worked = answers[field.name] ?? null
  if (field.computed === undefined || typed === undefined || canonicalJson(typed) === canonicalJson(worked)) return null
  return {
    grade: 'block',
    pointer: `/answers/${field.name}`,
    code: 'FIELD_NOT_EDITABLE',
    detail: `${field.title.en} (\`${field.name}\`) is worked out as ${JSON.stringify(worked)}, not ${JSON.stringify(typed)}; leave it out.`,
  }
}

function correctionWithoutReason(form: Submission, field: Field, answers: JsonObject): FormFinding | null {
  if (field.lookUp?.source !== 'facts' || form.given[field.name] === undefined) return null
  const known = factAt(form.scope, field.lookUp.path)
  if (known === null || canonicalJson(known) === canonicalJson(answers[field.name] ?? null) || form.reasons[field.name])
    return null
  return {
    grade: 'warn',
    pointer: `/answers/${field.name}`,
    code: 'REASON_NEEDED',
    detail: `/answers/${field.name}: the store's data say ${JSON.stringify(known)}; give a reason for the correction under reasons.${field.name}.`,
  }
}

/** A recorded fact by its path, e.g. `product.lowest30d`; null when it is not there. */
function factAt(scope: Scope, path: string): JsonValue {
  let value: JsonValue = scope['facts'] ?? null
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    value = value[name] ?? null
  }
  return value
}

function spoken(check: Check, reasons: Record<string, string>, scope: Scope): FormFinding {
  const says = filledText(check.says, scope)
  const pointer = check.field === undefined ? '/answers' : `/answers/${check.field}`
  const reason = reasons[check.field ?? check.id] ?? reasons[check.id]
  const needsReason = check.grade === 'warn' && !reason
  return {
    grade: check.grade,
    pointer,
    code: needsReason ? 'REASON_NEEDED' : check.id,
    detail: `${says.en} (${check.id})`,
    says,
    ...(check.approvers ? { approvers: check.approvers } : {}),
  }
}
