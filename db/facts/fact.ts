import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'

/** Who asks: a run of a store, at an instant of its own time. Nothing later counts. */
export interface Asker {
  storeId: string
  at: string
  /** The asking run, which facts over runs leave out or count on purpose; null before launch. */
  sopRunId: string | null
}

export interface Fact {
  /** Names of `with`, all of them needed; those in `optional` may be left out. */
  needs: readonly string[]
  optional?: readonly string[]
  answer(db: Connection, asker: Asker, given: JsonObject): Promise<JsonValue>
}

export type FactErrorCode = 'FACT_UNKNOWN' | 'FACT_INPUT'

/** The playbook asks for something that does not exist, or in a way that cannot be answered. Trying again cannot help. */
export class FactError extends Error {
  readonly code: FactErrorCode
  constructor(code: FactErrorCode, message: string) {
    super(message)
    this.name = 'FactError'
    this.code = code
  }
}

/** A text of `with`, or null when the run has no such value: then the answer is that nothing was found. */
export function textOf(given: JsonObject, name: string): string | null {
  const value = given[name] ?? null
  if (value === null || typeof value === 'string') return value
  throw new FactError(
    'FACT_INPUT',
    `${name} must be a text but is ${JSON.stringify(value)}; correct the playbook's \`with\`.`,
  )
}

/** An instant or day of `with`, or null. */
export function instantOf(given: JsonObject, name: string): string | null {
  const value = textOf(given, name)
  if (value === null || !Number.isNaN(Date.parse(value))) return value
  throw new FactError(
    'FACT_INPUT',
    `${name} must be an instant or a day but is ${value}; correct the playbook's \`with\`.`,
  )
}
