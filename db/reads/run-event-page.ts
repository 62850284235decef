import type { RunEventType } from '#engine/model/run-event.ts'
import type { Door } from '#engine/model/people.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'

export interface RecordedEvent {
  sopRunId: string
  seq: number
  type: RunEventType
  at: string
  personId: string
  personName: string | null
  role: string | null
  onBehalfOf: string | null
  door: Door
  stepId: string | null
  stepKey: string | null
  data: JsonObject
  hash: string
  workflowId: string
  temporalRunId: string
  commandId: string
  recordedAt: string
}

/** One page of a run's history in its own order, after event `afterSeq`. */
export async function readRunEvents(
  db: Connection,
  sopRunId: string,
  filter: { afterSeq: number; limit: number; type?: string; stepId?: string },
): Promise<RecordedEvent[]> {
  return db
    .selectFrom('auditEvent as e')
    .leftJoin('person as p', 'p.id', 'e.personId')
    .select([
      'e.sopRunId',
      'e.seq',
      'e.type',
      'e.at',
      'e.personId',
      'p.name as personName',
      'e.role',
      'e.onBehalfOf',
      'e.door',
    ])
    .select([
      'e.stepId',
      'e.stepKey',
      'e.data',
      'e.hash',
      'e.workflowId',
      'e.temporalRunId',
      'e.commandId',
      'e.recordedAt',
    ])
    .where('e.sopRunId', '=', sopRunId)
    .where('e.seq', '>', filter.afterSeq)
    .$if(filter.type !== undefined, (query) => query.where('e.type', '=', filter.type as RunEventType))
    .$if(filter.stepId !== undefined, (query) => query.where('e.stepId', '=', filter.stepId ?? null))
    .orderBy('e.seq')
    .limit(filter.limit)
    .execute()
}
