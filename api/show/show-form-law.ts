import type { z } from 'zod'
import { compileExpression } from '#engine/expression/evaluate.ts'
import type { ProgramCache, Scope } from '#engine/expression/evaluate.ts'
import { ExpressionFailure } from '#engine/expression/expression-failure.ts'
import { callsFunctions, valuePaths } from '#engine/expression/value-paths.ts'
import { namedInText } from '#engine/form/fill-text.ts'
import type { Check, Field } from '#engine/model/form.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { FormLaw } from '../contract/tasks.ts'

/** What a page needs to work a form out by itself, with the engine's own code, while somebody types. */
export type ShownFormLaw = z.infer<typeof FormLaw>

/**
 * The rules of a form and the values they look at, and no others: a page works out with them what is shown, proposed and refused
 * while somebody types, without asking. `offered` stands where nothing is typed: an earlier visit, or a table's results.
 */
export function showFormLaw(
  programs: ProgramCache,
  form: { fields: readonly Field[]; checks: readonly Check[]; scope: Scope; offered: JsonObject },
): ShownFormLaw {
  const roots = sourcesOf(form.fields, form.checks).flatMap((source) => {
    const program = compileExpression(programs, source)
    return program instanceof ExpressionFailure ? [] : [program.root]
  })
  const inTexts = form.checks.flatMap(({ says }) =>
    [...`${says.zh} ${says.en}`.matchAll(namedInText)].map(([, , path = '']) => path),
  )
  const lookedUp = form.fields.flatMap(({ lookUp }) => (lookUp?.source === 'facts' ? [`facts.${lookUp.path}`] : []))
  const paths = [...roots.flatMap((root) => valuePaths(root)), ...inTexts, ...lookedUp]
  const scope: JsonObject = {}
  for (const path of new Set(paths)) copyAt(form.scope, scope, path.split('.'))
  if (roots.some(callsFunctions)) copyAt(form.scope, scope, ['calendar'])
  return { checks: form.checks.map((check) => ({ ...check })), scope, offered: form.offered }
}

function sourcesOf(fields: readonly Field[], checks: readonly Check[]): string[] {
  return [
    ...fields.flatMap((field) => [field.requiredIf, field.proposed, field.computed]),
    ...checks.flatMap((check) => [check.must, check.if]),
  ].filter((source) => source !== undefined)
}

/** Copies the value at a path, and nothing beside it. */
function copyAt(from: Scope, to: JsonObject, [name = '', ...members]: string[]): void {
  if (name in Object.prototype) return
  const value: JsonValue = from[name] ?? null
  if (members.length === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) {
    to[name] = value
    return
  }
  const known = to[name]
  // A name that was copied whole already has every member.
  if (known === value) return
  const inner = typeof known === 'object' && known !== null && !Array.isArray(known) ? known : {}
  copyAt(value, inner, members)
  to[name] = inner
}
