import { expect, it } from 'vitest'
import { checkField } from '#engine/form/check-field.ts'
import { readAnswers } from '#engine/form/read-answers.ts'
import type { Field } from '#engine/model/form.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { JsonValue } from '#engine/model/text.ts'

/** Where a form draws a line: step (`launch` = the launch form), field or `rows.column.column`, last good value, first bad value and its code. */
export type Bound = [stepId: string, field: string, good: JsonValue, bad: JsonValue, code: string]

/** The longest text a field takes, in characters, and one that is longer by one. */
export function longest(stepId: string, field: string, characters: number): Bound {
  return [stepId, field, '字'.repeat(characters), '字'.repeat(characters + 1), 'TOO_LONG']
}

/** The least number a field takes, and the one below. */
export function least(stepId: string, field: string, number: number): Bound {
  return [stepId, field, number, number - 1, 'OUT_OF_RANGE']
}

/** The largest number a field takes, and the one above. */
export function most(stepId: string, field: string, number: number): Bound {
  return [stepId, field, number, number + 1, 'OUT_OF_RANGE']
}

/** An amount or number must be more than nothing: one fen is good, nothing is not. */
export function moreThanNothing(stepId: string, field: string): Bound {
  return [stepId, field, 1, 0, 'OUT_OF_RANGE']
}

/** A list may be empty, but must be there. */
export function maybeEmpty(stepId: string, field: string): Bound {
  return [stepId, field, [], null, 'REQUIRED']
}

/** Declares a test per bound: the form takes the last good value and refuses the first bad one by its code. */
export function itHolds(plan: Plan, bounds: readonly Bound[]): void {
  it.each([...bounds])('%s, %s', (stepId, field, good, bad, code) => {
    expect([codesOf(plan, stepId, field, good), codesOf(plan, stepId, field, bad)]).toEqual([[], [code]])
  })
}

/** What the form check of the engine says of one value of one field or column. */
export function codesOf(plan: Plan, stepId: string, path: string, value: JsonValue): string[] {
  const form = stepId === 'launch' ? plan.launch : plan.steps.find((step) => step.id === stepId)!.form
  const field = fieldAt(form, path.split('.'))
  const { answers, malformed } = readAnswers([field], { [field.name]: value })
  return [...malformed, ...checkField(field, answers[field.name] ?? null, field.required)].map(({ code }) => code)
}

function fieldAt(form: readonly Field[], [name, ...columns]: string[]): Field {
  const field = form.find((item) => item.name === name)!
  return columns.length === 0 ? field : fieldAt(field.columns!, columns)
}
