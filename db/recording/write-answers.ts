import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import { storableJson } from '../json-parameter.ts'
import type { RunInput } from './record-input.ts'
import { isEnded } from './write-projections.ts'

/**
 * Keeps the first answer of each command, so that a repeat gets it again: for the life of the run and 24 h after (b1/3).
 * The same transaction settles the launches and closes the books of runs that ended.
 */
export async function writeAnswers(connection: Connection, runs: readonly RunInput[]): Promise<void> {
  const answers = runs.flatMap((run) =>
    run.answers.map((answer) => ({ commandId: answer.commandId, sopRunId: run.sopRunId, ended: isEnded(run), answer })),
  )
  if (answers.length > 0) {
    await sql`
      insert into idempotency (command_id, sop_run_id, state, answer, expires_at)
      select "commandId", "sopRunId", 'done', answer, case when ended then clock_timestamp() + interval '24 hours' end
      from json_to_recordset(${storableJson(answers)}::json) as a("commandId" text, "sopRunId" text, ended boolean, answer json)
      on conflict (command_id) do update
      set state = 'done', answer = excluded.answer, sop_run_id = excluded.sop_run_id, expires_at = excluded.expires_at
      where idempotency.answer is null`.execute(connection)
  }
  const launched = runs
    .filter((run) => run.events.some(({ type }) => type === 'run.launched'))
    .map((run) => run.sopRunId)
  if (launched.length > 0) {
    await sql`
      update launch set state = 'answered', settled_at = clock_timestamp()
      where sop_run_id = any(${launched}::text[]) and state = 'asked'`.execute(connection)
  }
  const ended = runs.filter(isEnded).map((run) => run.sopRunId)
  if (ended.length > 0) await closeBooks(connection, ended)
}

/** Frees the correlation key, lets answers expire, ends hosts that carried one run only. */
async function closeBooks(connection: Connection, sopRunIds: string[]): Promise<void> {
  await sql`
    with launches as (
      update launch set state = 'ended', settled_at = clock_timestamp()
      where sop_run_id = any(${sopRunIds}::text[]) and state <> 'ended'
    ), hosts as (
      update host set state = 'ended' where host_id = any(${sopRunIds}::text[]) and kind = 'own' and state <> 'ended'
    )
    update idempotency set expires_at = clock_timestamp() + interval '24 hours'
    where sop_run_id = any(${sopRunIds}::text[]) and expires_at is null`.execute(connection)
}
