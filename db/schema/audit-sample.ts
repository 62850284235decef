import type { ClockInstant, Instant, OptionalInstant } from './column-types.ts'

/** Finished runs an auditor drew by a seed of their own; the same seed over the same period draws the same ones. */
export interface AuditSampleTable {
  id: string
  storeId: string
  sop: string
  /** Only runs that ended so; null = however they ended. */
  outcome: string | null
  /** Runs that ended from here … */
  fromAt: Instant
  /** … until just before here. */
  toAt: Instant
  seed: string
  size: number
  /** How many runs there were to draw from, and the hash over their ids in order. */
  population: number
  populationSha256: string
  drawnBy: string
  drawnAt: ClockInstant
  conclusion: string | null
  signedBy: string | null
  signedAt: OptionalInstant
}
