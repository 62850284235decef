import type { ClockInstant, OptionalInstant } from './column-types.ts'

export interface PersonTable {
  id: string
  /** Lower case; unique. */
  email: string
  name: string
  /** argon2id in its own text form; null = cannot sign in with a password. */
  passwordHash: string | null
  disabledAt: OptionalInstant
  createdAt: ClockInstant
}
