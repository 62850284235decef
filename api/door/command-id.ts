import { createHash } from 'node:crypto'

/** Id of the one command a person gives under one Idempotency-Key, for ever: 64 hex digits. */
export function commandIdOf(personId: string, key: string): string {
  return createHash('sha256').update(`${personId}\n${key}`).digest('hex')
}

/** What makes two requests the same request: method, address and body. */
export function requestHashOf(method: string, url: string, body: unknown): string {
  return createHash('sha256').update(`${method} ${url}\n${JSON.stringify(body ?? null)}`).digest('hex')
}
