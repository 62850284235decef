import { Context } from '@temporalio/activity'
import type { Database } from '#db/database.ts'
import { recordEvents } from '#db/writes/record-events.ts'
import { failPoint } from '#dispatch/fail-point.ts'
import { eventBody } from '#engine/history/chain.ts'
import type { HostActivities, RecordBatch, RecordResult } from '#workflows/activity-contract.ts'

const heartbeatEveryMs = 1_500

/** Says that this worker lives while something takes long, so that another takes over seconds after it does not. */
async function alive<Result>(act: () => Promise<Result>): Promise<Result> {
  const { heartbeat } = Context.current()
  const timer = setInterval(() => heartbeat(), heartbeatEveryMs)
  try {
    return await act()
  } finally {
    clearInterval(timer)
  }
}

/**
 * The only writer of runs. Throws when Postgres cannot be reached; Temporal then tries again for as long as it takes.
 * @param onTrouble told of runs that could not be stored whole: an operator must look.
 */
export function recordEventsActivity(
  db: Database,
  onTrouble: (failed: RecordResult['failed']) => void,
): HostActivities['recordEvents'] {
  return async (batch: RecordBatch) => {
    const result = await alive(async () => {
      failPoint('before-record-commit')
      const stored = await recordEvents(db, batch, eventBody)
      failPoint('after-record-commit')
      return stored
    })
    if (result.failed.length > 0) onTrouble(result.failed)
    return result
  }
}
