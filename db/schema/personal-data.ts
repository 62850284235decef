import type { ClockInstant } from './column-types.ts'

/** A run whose personal data may not be used any more; runs without a row are used as ever. */
export interface PersonalDataTable {
  sopRunId: string
  state: 'restricted' | 'erased'
  erasureId: string
  since: ClockInstant
}
