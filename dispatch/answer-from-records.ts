import type { CommandEnvelope } from '#engine/model/command.ts'
import type { Database } from '#db/database.ts'
import { readKnownCommand } from '#db/reads/idempotency-of.ts'
import { readRunHeading } from '#db/reads/run-state.ts'
import type { SettledAnswer } from './outcome.ts'

const closed: readonly string[] = ['completed', 'cancelled']

/**
 * The answer Postgres holds for a command: its first answer, or (with `orClosed`) the refusal `RUN_CLOSED` when its run
 * has ended and can no longer be asked. Null when Postgres knows neither.
 */
export async function answerFromRecords(
  db: Database,
  envelope: CommandEnvelope,
  orClosed: boolean,
): Promise<SettledAnswer | null> {
  const { commandId, sopRunId } = envelope
  const known = await readKnownCommand(db, commandId)
  if (known?.answer) return known.answer as SettledAnswer
  if (!orClosed || envelope.command.type === 'launch') return null
  const run = await readRunHeading(db, sopRunId)
  if (!run || !closed.includes(run.status)) return null
  return {
    commandId,
    kind: 'refused',
    sopRunId,
    seq: null,
    refusal: {
      code: 'RUN_CLOSED',
      message: `Run ${sopRunId} is ${run.status} and takes no more acts; launch a new run if there is more to do.`,
      facts: { status: run.status },
    },
  }
}
