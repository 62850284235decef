import type { ClockInstant, OptionalInstant } from './column-types.ts'

export interface EvidenceTable {
  /** uuid v7. */
  id: string
  sopRunId: string
  stepKey: string | null
  fileName: string
  mediaType: string
  bytes: number
  sha256: string
  /** Name of the bytes in the store of files; null when erased, or when a projection was rebuilt without them. */
  path: string | null
  personId: string
  at: ClockInstant
  /** Event that made it part of the run; null until recorded. */
  seq: number | null
  /** Hash of the picture's own data; null for files of before. */
  pictureSha256: string | null
  /** When its bytes and name were erased; their hash stays in history. */
  erasedAt: OptionalInstant
}
