import type { ClockInstant, Instant, OptionalInstant } from './column-types.ts'

/** A key a person gave to a program. */
export interface ApiTokenTable {
  id: string
  personId: string
  name: string
  /** SHA-256 of the whole key; the key itself is never stored. */
  tokenHash: string
  /** How the key begins, by which its owner knows it again. */
  shownStart: string
  /** Rights of the policy table it may use, as far as the person has them. */
  scopes: string[]
  createdAt: ClockInstant
  expiresAt: Instant
  lastUsedAt: OptionalInstant
  revokedAt: OptionalInstant
}
