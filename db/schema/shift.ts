import type { Instant } from './column-types.ts'

/** A person is on duty in a role of a store. Nobody is barred outside their shift; it shows who can be reached. */
export interface ShiftTable {
  id: string
  storeId: string
  personId: string
  role: string
  fromAt: Instant
  toAt: Instant
  enteredBy: string
}
