import type { FlatStep } from './flatten-steps.ts'
import type { ValueType } from './values-type.ts'

/** What an expression may read beside the names of the whole playbook. */
export interface NameScope {
  /** The step it belongs to; null for the head of the playbook. */
  step: FlatStep | null
  /** `form`: the answers being submitted have bare names. `after`: so they have, but are read from the step's record. */
  phase: 'run' | 'form' | 'after'
  /** Names of this place only: columns of a row, the entry of a repetition. */
  locals: ReadonlyMap<string, ValueType>
}

export const headScope: NameScope = { step: null, phase: 'run', locals: new Map() }
