import type { z } from 'zod'
import type { JsonObject } from '#engine/model/text.ts'
import type { RecordedEvent } from '#db/reads/run-event-page.ts'
import type { RunEventShape } from '../contract/runs.ts'
import type { Sealer } from '../door/seal.ts'

export type ShownEvent = z.infer<typeof RunEventShape>

/** An event of a run as the API answers it; sealed values are opened for whoever may read them. */
export async function showRunEvent(sealer: Sealer, row: RecordedEvent, readsPii: boolean): Promise<ShownEvent> {
  const { sopRunId, personId, personName, role, stepKey, data, ...event } = row
  return {
    runId: sopRunId,
    ...event,
    actor: { personId, name: personName, role },
    instanceKey: stepKey,
    data: (await sealer.open(data, readsPii)) as JsonObject,
  }
}
