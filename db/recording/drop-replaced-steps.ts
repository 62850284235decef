import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import type { RunInput } from './record-input.ts'

/**
 * Deletes the rows of steps that later planning replaced (placeholders of repeats, grid instants an anchor left behind).
 * Runs before the steps are written, so a key that was planned again comes back.
 */
export async function dropReplacedSteps(connection: Connection, runs: readonly RunInput[]): Promise<void> {
  const replaced = runs.flatMap(({ sopRunId, events }) =>
    events
      .filter(({ type }) => type === 'steps.planned')
      .flatMap(({ data }) => (data['replaces'] as string[] | undefined) ?? [])
      .map((key) => ({ run: sopRunId, key })),
  )
  if (replaced.length === 0) return
  await sql`
    delete from step using (
      select run, key from unnest(${replaced.map(({ run }) => run)}::text[], ${replaced.map(({ key }) => key)}::text[]) as r(run, key)
    ) r
    where sop_run_id = r.run and step_key = r.key`.execute(connection)
}
