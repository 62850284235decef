import type { Connection } from '../database.ts'

const most = 500

/** Runs of a store in which one of these steps is open, oldest first; `steps` names them per playbook. */
export async function readWaitingRuns(
  db: Connection,
  storeId: string,
  steps: readonly { sop: string; stepId: string }[],
): Promise<{ sopRunId: string; planSha256: string }[]> {
  if (steps.length === 0) return []
  return db
    .selectFrom('sopRun as r')
    .select(['r.id as sopRunId', 'r.planSha256'])
    .where('r.storeId', '=', storeId)
    .where('r.status', 'in', ['running', 'incident'])
    .where('r.sop', 'in', [...new Set(steps.map((step) => step.sop))])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('step as s')
          .select('s.stepKey')
          .whereRef('s.sopRunId', '=', 'r.id')
          .where('s.status', 'in', ['open', 'claimed'])
          .where('s.stepId', 'in', [...new Set(steps.map((step) => step.stepId))]),
      ),
    )
    .orderBy('r.launchedAt')
    .orderBy('r.id')
    .limit(most)
    .execute()
}
