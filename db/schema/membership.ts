import type { ClockInstant, OptionalInstant } from './column-types.ts'

/** A person holds a role in a store for a period: from `fromAt`, until just before `toAt` (null = open). */
export interface MembershipTable {
  id: string
  personId: string
  role: string
  storeId: string
  fromAt: ClockInstant
  toAt: OptionalInstant
  grantedBy: string
  /** When it was given; null = when it holds from, as for the first people of a house. */
  grantedAt: OptionalInstant
}
