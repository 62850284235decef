import type { Refusal } from '#engine/model/refusal.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { ProblemCode } from './problem-codes.ts'
import { publicCode, statusOf } from './problem-codes.ts'

/** One finding of a problem; `pointer` is a JSON pointer into the body, `/query/…` or `/path/…`. */
export interface ProblemEntry {
  pointer: string
  code: string
  detail: string
}

interface ProblemExtras {
  errors?: ProblemEntry[]
  facts?: JsonObject
  headers?: Record<string, string>
  /** A finer name for the code, e.g. the rule a definition breaks; status and meaning stay the code's. */
  as?: string
  /** Further members of the answer, e.g. the run that is already open. */
  members?: Record<string, unknown>
}

/** A "no" of the door, thrown anywhere in a route and answered as problem+json by the one error handler. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly extras: ProblemExtras

  constructor(code: ProblemCode, detail: string, extras: ProblemExtras = {}) {
    super(detail)
    this.name = 'Problem'
    this.code = extras.as ?? publicCode(code)
    this.status = statusOf[code]
    this.extras = extras
  }
}

/** The engine's "no" as the door says it: same sentence, same facts, the findings of its form as `errors`. */
export function problemOfRefusal(refusal: Refusal): Problem {
  const errors = refusal.errors?.map(({ pointer, code, detail, grade, says }) => ({
    pointer,
    code,
    detail,
    grade,
    ...(says ? { says } : {}),
  }))
  return new Problem(refusal.code, refusal.message, { facts: refusal.facts, ...(errors ? { errors } : {}) })
}
