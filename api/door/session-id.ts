import { createHash } from 'node:crypto'

/** The name of a session outside: it tells nothing of the token, nor of what is kept of it. */
export function sessionIdOf(tokenHash: string): string {
  return createHash('sha256').update(tokenHash).digest('hex').slice(0, 24)
}
