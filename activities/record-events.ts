import type { Database } from '#db/database.ts'
import { recordEvents } from '#db/writes/record-events.ts'
import { failPoint } from '#dispatch/fail-point.ts'
import { eventBody } from '#engine/history/chain.ts'
import type { HostActivities, RecordBatch, RecordResult } from '#workflows/activity-contract.ts'

/**
 * The only writer of runs. Throws when Postgres cannot be reached; Temporal then tries again for as long as it takes.
 * @param onTrouble told of runs that could not be stored whole: an operator must look.
 */
export function recordEventsActivity(
  db: Database,
  onTrouble: (failed: RecordResult['failed']) => void,
): HostActivities['recordEvents'] {
  return async (batch: RecordBatch) => {
    failPoint('before-record-commit')
    const result = await recordEvents(db, batch, eventBody)
    failPoint('after-record-commit')
    if (result.failed.length > 0) onTrouble(result.failed)
    return result
  }
}
