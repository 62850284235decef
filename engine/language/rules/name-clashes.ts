import type { Compiling, Place } from '../compiling.ts'
import { report } from '../compiling.ts'
import type { FormDocument } from '../document/form-document.ts'
import { reservedNames } from '../document/words.ts'
import type { Path } from '../finding.ts'
import { houseNames, stepMembers } from '../names.ts'

/**
 * RESERVED_NAME: a name that belongs to the expressions or the house. NAME_CLASH: one name for two things (a step and a value, an
 * anchor and a value), or an answer nobody can read because a step has that member.
 */
export function nameClashes(c: Compiling): void {
  const { document, names } = c
  checkForm(c, document.launch ?? {}, ['launch'])
  for (const name of names.anchors) {
    reserved(c, name, { path: ['anchors', name], at: 'key' })
    // An anchor may be a value under its own name (t0: t0); anything else would be two instants of one name.
    if (names.bare.has(name) && sourceOf(document.anchors?.[name]) !== name)
      report(
        c,
        'NAME_CLASH',
        { path: ['anchors', name], at: 'key' },
        `'${name}' is an anchor and a value as well.`,
        'Rename one.',
      )
  }
  for (const step of c.steps) {
    const { path } = step
    if (names.bare.has(step.name) || names.anchors.has(step.name) || names.ambiguous.has(step.name))
      report(
        c,
        'NAME_CLASH',
        [...path, step.kind],
        `'${step.id}' is a step and a value as well (in expressions ${step.name}).`,
        'Rename one.',
      )
    reserved(c, step.name, { path: [...path, step.kind] })
    checkForm(c, step.document.form ?? {}, [...path, 'form'])
    checkForm(c, step.document.results ?? {}, [...path, 'results'])
    checkMembers(c, step.document.form ?? {}, [...path, 'form'], step.document.at)
    for (const name of Object.keys(step.document.set ?? {}))
      reserved(c, name, { path: [...path, 'set', name], at: 'key' })
    for (const [i, branch] of (step.document.then ?? []).entries())
      for (const name of Object.keys(branch.set ?? {}))
        reserved(c, name, { path: [...path, 'then', i, 'set', name], at: 'key' })
  }
}

function checkForm(c: Compiling, form: FormDocument, path: Path): void {
  // A field may be called `facts`, as the catalogue has it: it is then read as step_id.facts only.
  for (const name of Object.keys(form)) if (name !== 'facts') reserved(c, name, { path: [...path, name], at: 'key' })
}

function reserved(c: Compiling, name: string, place: Place): void {
  if (reservedNames.has(name) || houseNames.has(name))
    report(c, 'RESERVED_NAME', place, `'${name}' is a word of the expressions.`, 'Choose another name.')
}

function checkMembers(c: Compiling, form: FormDocument, path: Path, instant: string | undefined): void {
  for (const name of Object.keys(form)) {
    if ((!stepMembers.has(name) && name !== 'rows') || (name === 'at' && instant === 'at')) continue
    const hint =
      name === 'at'
        ? 'Add at: at to the step, if it is the business instant.'
        : 'Choose another name, or read it by its bare name only.'
    report(
      c,
      'NAME_CLASH',
      { path: [...path, name], at: 'key' },
      `step_id.${name} means something else for every step.`,
      hint,
      'warning',
    )
  }
}

function sourceOf(anchor: string | number | boolean | { at: string | number | boolean } | undefined): string {
  return String(typeof anchor === 'object' ? anchor.at : anchor)
}
