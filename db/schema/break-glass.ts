import type { Defaulted, Instant, OptionalInstant } from './column-types.ts'

/** A lead took a role of the store for an hour at most, for a reason; somebody else looks at it afterwards. */
export interface BreakGlassTable {
  id: string
  storeId: string
  personId: string
  role: string
  reason: string
  openedAt: Instant
  endsAt: Instant
  verdict: Defaulted<'ok' | 'finding' | null>
  note: Defaulted<string | null>
  reviewedBy: Defaulted<string | null>
  reviewedAt: OptionalInstant
}
