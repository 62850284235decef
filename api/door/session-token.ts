import { createHash, randomBytes } from 'node:crypto'

const keyStart = 'zf_'
const tokenForm = /^(zf_)?[A-Za-z0-9_-]{43}$/

/** A new opaque token: 256 random bits as 43 url-safe characters. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** A new key for a program: known at sight by its beginning, so that scanners of code find a lost one. */
export function newKey(): string {
  return keyStart + newToken()
}

/** What Postgres knows a token by; null when the text has not even the form of one. */
export function tokenHashOf(token: string): string | null {
  return tokenForm.test(token) ? createHash('sha256').update(token).digest('hex') : null
}
