import { factQueryShapes } from '../../model/store-data.ts'
import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'
import type { FactsDocument, FormDocument } from '../document/form-document.ts'
import type { Path } from '../finding.ts'
import { didYouMean } from '../suggest.ts'

/**
 * UNKNOWN_QUERY: a fact asks what nobody answers. QUERY_INPUT: its `with` lacks a member or has one too many.
 * COLUMN_SHAPE: a column is worked out or looked up, which only a field of the form itself can be.
 * LOOK_UP_PLACE: the store's data are looked up at launch, facts in steps.
 */
export function storeData(c: Compiling): void {
  facts(c, c.document.launch_facts ?? {}, ['launch_facts'])
  form(c, c.document.launch ?? {}, ['launch'], 'launch')
  for (const { document, path } of c.steps) {
    facts(c, document.facts ?? {}, [...path, 'facts'])
    form(c, document.form ?? {}, [...path, 'form'], 'step')
    form(c, document.results ?? {}, [...path, 'results'], 'step')
  }
}

function facts(c: Compiling, written: FactsDocument, path: Path): void {
  for (const [name, fact] of Object.entries(written)) {
    const at = [...path, name]
    const shape = factQueryShapes[fact.query]
    if (shape === undefined) {
      report(
        c,
        'UNKNOWN_QUERY',
        [...at, 'query'],
        `There is no query '${fact.query}'.`,
        didYouMean(fact.query, Object.keys(factQueryShapes)),
      )
      continue
    }
    const given = Object.keys(fact.with ?? {})
    const allowed = [...shape.needs, ...(shape.optional ?? [])]
    const missing = shape.needs.filter((member) => !given.includes(member))
    const unknown = given.filter((member) => !allowed.includes(member))
    if (missing.length > 0)
      report(c, 'QUERY_INPUT', at, `'${fact.query}' needs ${missing.join(', ')}.`, 'Add it under with:.')
    for (const member of unknown)
      report(
        c,
        'QUERY_INPUT',
        { path: [...at, 'with', member], at: 'key' },
        `'${fact.query}' takes no '${member}'.`,
        didYouMean(member, allowed),
      )
  }
}

function form(c: Compiling, written: FormDocument, path: Path, place: 'launch' | 'step'): void {
  for (const [name, field] of Object.entries(written)) {
    const at = [...path, name]
    const look = typeof field.from === 'object' ? field.from.look : field.from
    const ofFacts = look?.startsWith('facts.') === true
    if (look !== undefined && ofFacts === (place === 'launch')) {
      const hint = ofFacts
        ? 'Launch facts are asked after the launch; read facts.x in a step.'
        : 'Ask it as a fact of the step and write from: facts.<name>.'
      report(
        c,
        'LOOK_UP_PLACE',
        [...at, 'from'],
        `'${look}' cannot be looked up ${place === 'launch' ? 'at launch' : 'in a step'}.`,
        hint,
      )
    }
    columns(c, field.columns ?? {}, [...at, 'columns'])
  }
}

const ofFormOnly = ['if', 'preset', 'propose', 'compute', 'from', 'pii'] as const

function columns(c: Compiling, written: FormDocument, path: Path): void {
  for (const [name, column] of Object.entries(written)) {
    for (const key of ofFormOnly)
      if (column[key] !== undefined)
        report(
          c,
          'COLUMN_SHAPE',
          { path: [...path, name, key], at: 'key' },
          `A column cannot have '${key}:'.`,
          'Work the rows out as a whole: compute: or propose: on the field.',
        )
    columns(c, column.columns ?? {}, [...path, name, 'columns'])
  }
}
