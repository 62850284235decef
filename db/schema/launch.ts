import type { CommandEnvelope } from '#engine/model/command.ts'
import type { ClockInstant, Defaulted, OptionalInstant } from './column-types.ts'

/** `asked`: outcome unknown. `answered`: the run exists. `refused`: it never will. `ended`: the run is over. */
export type LaunchState = 'asked' | 'answered' | 'refused' | 'ended'

/** The one atomic point of a launch, written before anything is sent. */
export interface LaunchTable {
  sopRunId: string
  commandId: string
  personId: string
  hostId: string
  storeId: string
  sop: string
  planSha256: string
  /** Unique per store and playbook while `asked` or `answered`. */
  correlationKey: string | null
  envelope: CommandEnvelope
  state: Defaulted<LaunchState>
  askedAt: ClockInstant
  settledAt: OptionalInstant
}
