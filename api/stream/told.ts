import type { Plan } from '#engine/model/plan.ts'
import type { GivenNotice, RecordedChange } from '#db/reads/changes-since.ts'
import type { Change, Notice } from '../contract/stream.ts'
import { policyObjectOf } from '../door/access.ts'
import type { PolicyObject } from '../policy.ts'

/** A change of one run, with what decides who may hear of it. */
export interface ToldChange {
  change: Change
  object: PolicyObject
}

/** One change per run, however many events it had, in the order of their last ones. */
export async function changesOf(
  events: readonly RecordedChange[],
  planOf: (sha256: string) => Promise<Plan>,
): Promise<ToldChange[]> {
  const runs = new Map<string, RecordedChange[]>()
  for (const event of events) {
    const earlier = runs.get(event.sopRunId) ?? []
    runs.delete(event.sopRunId)
    runs.set(event.sopRunId, [...earlier, event])
  }
  return Promise.all(
    [...runs.values()].map(async (ofRun) => {
      const { sopRunId: runId, storeId, planSha256, launchedBy } = ofRun[0]!
      const plan = await planOf(planSha256)
      const stepIds = [...new Set(ofRun.flatMap(({ stepId }) => (stepId === null ? [] : [stepId])))]
      const seq = Math.max(...ofRun.map((event) => event.seq))
      return {
        change: { runId, storeId, sopId: plan.sop, seq, stepIds },
        object: policyObjectOf(plan, storeId, launchedBy),
      }
    }),
  )
}

/** A notice as the stream tells it. */
export function noticeOf({ id, notice, sopRunId, storeId, stepKey, urgent, at }: GivenNotice): Notice {
  return { id: String(id), kind: notice, runId: sopRunId, storeId, instanceKey: stepKey, urgent, at }
}

/** One event of the stream as text. */
export function eventText(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

/** Moves the place to go on from; no event by itself. */
export function placeText(horizon: string): string {
  return `id: ${horizon}\n\n`
}
