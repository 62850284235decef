import type { FlatStep } from './flatten-steps.ts'
import { answersType } from './names.ts'
import type { ValueType } from './typing/value-type.ts'
import { anyType, instantType, numberType, recordType, textType } from './typing/value-type.ts'

/** What an expression may read beside the names of the whole playbook. */
export interface NameScope {
  /** Names of the step it belongs to; they come before all others. */
  own: ReadonlyMap<string, ValueType>
  /** Names of this place only: columns of a row. */
  locals: ReadonlyMap<string, ValueType>
}

export const headScope: NameScope = { own: new Map(), locals: new Map() }

/** Scope of the KPI record, which is worked out when the outcome is known. */
export const recordScope: NameScope = { own: new Map([['outcome', textType]]), locals: new Map() }

/** The scopes of a step's expressions. */
export interface StepScopes {
  /** Dates, role, conditions: number, grid instant and entry of the repetition. */
  run: NameScope
  /** The form: beside that the answers being submitted, what a decision `proposed` and, at a correction, the `previous` ones. */
  form: NameScope
  /** What follows the submission: beside `run` the answers given. */
  after: NameScope
}

/** The names a step adds for its own expressions. */
export function stepScopes(step: FlatStep): StepScopes {
  const { repeat } = step.document
  const run: [string, ValueType][] = [
    ['iteration', numberType],
    ['grid', instantType],
    ...(repeat?.each === undefined ? [] : [[repeat.as ?? 'item', anyType] as [string, ValueType]]),
  ]
  // A field may be named `facts`; the bare word stays with the facts.
  const answers = answersType(step).filter(([name]) => name !== 'facts')
  const locals = new Map<string, ValueType>()
  return {
    run: { own: new Map(run), locals },
    form: {
      own: new Map([
        ...run,
        ['previous', recordType(answers)],
        ['proposed', recordType([['row', textType], ...answers])],
        ...answers,
      ]),
      locals,
    },
    after: { own: new Map([...run, ...answers]), locals },
  }
}
