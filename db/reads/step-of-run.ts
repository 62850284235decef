import type { Step } from '#engine/model/sop-run.ts'
import type { Connection } from '../database.ts'
import type { RunHeading } from './run-state.ts'

/** What a guard needs before an act on a step: the heading of its run and the step as it stands. */
export interface StepOfRun {
  run: RunHeading
  step: Step
}

/** A step and the heading of its run in one query; null when either is unknown. */
export async function readStepOfRun(db: Connection, sopRunId: string, stepKey: string): Promise<StepOfRun | null> {
  const row = await db
    .selectFrom('sopRun as r')
    .innerJoin('step as s', (join) => join.onRef('s.sopRunId', '=', 'r.id').on('s.stepKey', '=', stepKey))
    .select(['r.id', 'r.sop', 'r.version', 'r.planSha256', 'r.storeId', 'r.launchedBy', 'r.status', 's.detail'])
    .where('r.id', '=', sopRunId)
    .executeTakeFirst()
  if (!row) return null
  const { detail, ...run } = row
  return { run, step: detail }
}
