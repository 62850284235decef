import type { ClockInstant } from './column-types.ts'

export interface EvidenceTable {
  /** uuid v7. */
  id: string
  sopRunId: string
  stepKey: string | null
  fileName: string
  mediaType: string
  bytes: number
  sha256: string
  /** Where the bytes lie, relative to the evidence folder; null when a projection was rebuilt without them. */
  path: string | null
  personId: string
  at: ClockInstant
  /** Event that made it part of the run; null until recorded. */
  seq: number | null
}
