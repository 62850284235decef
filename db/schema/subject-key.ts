import type { ClockInstant } from './column-types.ts'

/** The key personal data of one run is sealed with, itself wrapped by the house's key. Without it nobody can read them again. */
export interface SubjectKeyTable {
  sopRunId: string
  /** base64 of nonce, wrapped key and tag. */
  wrapped: string
  madeAt: ClockInstant
}
