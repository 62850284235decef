import type { Connection } from '../database.ts'

export interface SignInRow {
  id: string
  name: string
  email: string
  passwordHash: string | null
  disabled: boolean
}

/** Who signs in under an email (compared in lower case), with the hash to check the password against; null = nobody. */
export async function readSignIn(db: Connection, email: string): Promise<SignInRow | null> {
  const row = await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'passwordHash', 'disabledAt'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  if (!row) return null
  const { disabledAt, ...rest } = row
  return { ...rest, disabled: disabledAt !== null }
}
