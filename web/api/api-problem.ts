import type { JsonObject } from '#engine/model/text.ts'

/** One finding of a problem; `pointer` is a JSON pointer into what was sent, `grade` and `says` come with form rules. */
export interface Finding {
  pointer: string
  code: string
  detail: string
  grade?: 'block' | 'warn' | 'info'
  says?: { zh: string; en: string }
}

interface ProblemBody {
  code?: string
  detail?: string
  errors?: Finding[]
  facts?: JsonObject
}

/** A "no" of the API, or its silence: `code` is stable, OFFLINE when the network did not answer. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors: readonly Finding[]
  readonly facts: JsonObject
  /** Seconds to wait before asking again, where the API says so. */
  readonly retryAfterSeconds: number | null

  constructor(status: number, body: ProblemBody, retryAfterSeconds: number | null = null) {
    super(body.detail ?? `HTTP ${status}`)
    this.name = 'ApiProblem'
    this.status = status
    this.code = body.code ?? (status >= 500 ? 'INTERNAL' : 'INVALID_REQUEST')
    this.detail = body.detail ?? ''
    this.errors = body.errors ?? []
    this.facts = body.facts ?? {}
    this.retryAfterSeconds = retryAfterSeconds
  }

  /** Whether the same request may still succeed: nobody has said no yet. */
  get passing(): boolean {
    return passingCodes.has(this.code)
  }
}

const passingCodes = new Set([
  'OFFLINE',
  'UNAVAILABLE',
  'BACKLOG',
  'OUTCOME_UNKNOWN',
  'IDEMPOTENCY_IN_PROGRESS',
  'TOO_MANY_REQUESTS',
])

/** Anything thrown while asking, as a problem. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem(0, { code: 'PAGE_FAILED', detail: error instanceof Error ? error.message : String(error) })
}
