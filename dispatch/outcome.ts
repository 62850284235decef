import type { CommandAnswer } from '#workflows/messages.ts'

/** An answer that ends the matter: the act is done or refused. */
export type SettledAnswer = Extract<CommandAnswer, { kind: 'done' | 'refused' }>

/**
 * Why no answer can be given. `OUTCOME_UNKNOWN`: it may have happened; the same command again tells. `TEMPORAL_UNREACHABLE`
 * and `BACKLOG`: nothing happened, try later. `RUN_UNKNOWN`: no such run was ever launched.
 */
export type FailureCode = 'OUTCOME_UNKNOWN' | 'TEMPORAL_UNREACHABLE' | 'BACKLOG' | 'RUN_UNKNOWN'

/** What became of a command. `recorded`: durable and readable; `accepted`: durable, Postgres is behind. */
export type Outcome =
  | { status: 'recorded' | 'accepted'; commandId: string; answer: SettledAnswer }
  | { status: 'failed'; commandId: string; code: FailureCode; retryAfterMs: number }

/** What became of a launch; `exists`: an open run has this correlation key already. */
export type LaunchOutcome = Outcome | { status: 'exists'; commandId: string; sopRunId: string }

const retryAfterMs: Record<FailureCode, number> = {
  OUTCOME_UNKNOWN: 2_000,
  TEMPORAL_UNREACHABLE: 5_000,
  BACKLOG: 5_000,
  RUN_UNKNOWN: 0,
}

/** A failure as an outcome, with the time after which trying again makes sense. */
export function failed(commandId: string, code: FailureCode): Outcome {
  return { status: 'failed', commandId, code, retryAfterMs: retryAfterMs[code] }
}

/** The command was not answered; thrown between queue and door only. */
export class Undelivered extends Error {
  readonly code: 'OUTCOME_UNKNOWN' | 'TEMPORAL_UNREACHABLE' | 'HOST_GONE'

  constructor(code: Undelivered['code'], cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}
