import type { Instant, OptionalInstant } from './column-types.ts'

/** The link a house without people is entered by: once, within the hour. */
export interface FirstAdminTable {
  /** SHA-256 of the token in the link. */
  tokenHash: string
  expiresAt: Instant
  usedAt: OptionalInstant
}
