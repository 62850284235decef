import type { ClockInstant, Defaulted, Instant } from './column-types.ts'

export interface SessionTable {
  /** SHA-256 of the token; the token itself is never stored. */
  tokenHash: string
  personId: string
  createdAt: ClockInstant
  /** Moves on with use. */
  idleExpiresAt: Instant
  expiresAt: Instant
  /** What the browser or program called itself when it signed in. */
  agent: Defaulted<string | null>
}
