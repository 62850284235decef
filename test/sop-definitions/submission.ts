import { readAnswers } from '#engine/form/read-answers.ts'
import type { Field, FormFinding } from '#engine/model/form.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { newProgramCache } from '#engine/expression/evaluate.ts'
import type { Played } from '#engine/rehearsal/play.ts'
import { workForm } from '#engine/rules/complete-step.ts'
import { cst, step } from './playbook.ts'

const programs = newProgramCache()

/** What came of answers to one step, without submitting them. */
export interface Submission {
  answers: JsonObject
  /** `block launch.test_stock_max` for a rule, `block REQUIRED qty` for a field. */
  says: string[]
}

/** Puts answers into the form of a step as it stands in a run that was played; `at` is the instant of the act. */
export function submission(
  plan: Plan,
  played: Played,
  stepId: string,
  given: JsonObject,
  at = '03-20 12:00',
): Submission {
  const stepPlan = plan.steps.find((item) => item.id === stepId)!
  const read = readAnswers(stepPlan.form, given)
  if (read.malformed.length > 0) return { answers: {}, says: read.malformed.map(shown) }
  const now = new Date(cst(at)).toISOString()
  const actor = { personId: 'tester', roles: [] }
  const context = { plan, programs, now, actor, door: 'rehearsal' as const, commandId: 'c' }
  const run = { ...played.run!, facts: played.run!.facts }
  const worked = workForm(context, run, stepPlan, { ...step(played, stepId), offered: null }, read.answers, {})
  return { answers: worked.answers, says: worked.findings.map(shown) }
}

function shown(finding: FormFinding): string {
  const rule = / \(([^()]+)\)$/.exec(finding.detail)?.[1]
  const field = finding.pointer.replace(/^\/answers\/?/, '')
  return rule ? `${finding.grade} ${rule}` : `${finding.grade} ${finding.code} ${field}`
}

/** The fields of a form in order: `qty` required, `lottery?` not, `rate=` worked out, `photos~` only under a condition. */
export function fieldsOf(fields: readonly Field[]): string {
  return fields.map((field) => field.name + mark(field)).join(' ')
}

function mark(field: Field): string {
  if (field.computed !== undefined) return '='
  if (field.requiredIf !== undefined) return '~'
  return field.required ? '' : '?'
}
