import type { Approval, Step } from '#engine/model/sop-run.ts'
import type { RunEvent } from '#engine/model/run-event.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { PlayRefusal, PlayRequest } from '#engine/rehearsal/play.ts'

/** A step as both an engine in memory and the API show it. */
export type ToldStep = Pick<
  Step,
  | 'stepId'
  | 'status'
  | 'visit'
  | 'iteration'
  | 'role'
  | 'openedAt'
  | 'dueAt'
  | 'completedAt'
  | 'completedBy'
  | 'late'
  | 'hard'
  | 'stale'
  | 'answers'
  | 'reasons'
  | 'skippedBecause'
> & { approvals: Pick<Approval, 'level' | 'role' | 'dueAt' | 'decision' | 'at' | 'late'>[] }

/** What came of a story, played in memory or lived through the API. */
export interface Told {
  steps: ToldStep[]
  events: Pick<RunEvent, 'type' | 'stepId' | 'at' | 'data'>[]
  refusals: PlayRefusal[]
  outcome: string | null
  record: JsonObject | null
}

/** A story of the catalogue: the launch and the acts, the same for every level it is tested at. */
export interface Scenario {
  sop: string
  storeId: string
  request: PlayRequest
}
