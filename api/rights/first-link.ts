import type { Database } from '#db/database.ts'
import { offerFirstAdmin } from '#db/writes/first-admin.ts'
import { newToken, tokenHashOf } from '../door/session-token.ts'

const hourMs = 3_600_000

/**
 * The link a house without people is entered by, good once and for an hour; null when somebody is here already. The token
 * stands behind `#`, so that no log of a web server has it.
 */
export async function firstLink(db: Database, publicUrl: string, now: string): Promise<string | null> {
  const token = newToken()
  const expiresAt = new Date(Date.parse(now) + hourMs).toISOString()
  const offered = await offerFirstAdmin(db, tokenHashOf(token) ?? '', expiresAt)
  return offered ? `${publicUrl}/first-run#${token}` : null
}
