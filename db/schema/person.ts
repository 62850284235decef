import type { ClockInstant, Defaulted, OptionalInstant } from './column-types.ts'

export interface PersonTable {
  id: string
  /** Lower case; unique. */
  email: string
  name: string
  /** argon2id in its own text form; null = cannot sign in with a password. */
  passwordHash: string | null
  /** `<issuer> <subject>` of the company's sign-in, from the first sign-in by it on. */
  oidcSubject: Defaulted<string | null>
  disabledAt: OptionalInstant
  createdAt: ClockInstant
}
