import type { Defaulted, Instant } from './column-types.ts'

/** A person is away; the substitute is offered what falls to them meanwhile. */
export interface AbsenceTable {
  id: string
  personId: string
  fromAt: Instant
  toAt: Instant
  substituteId: string | null
  reason: Defaulted<string | null>
  enteredBy: Defaulted<string | null>
}
