import { createHash } from 'node:crypto'
import { Problem } from '../problem.ts'

/** What a cursor belongs to: a list, its filters and the person who asked. Another's cursor is none. */
export interface CursorScope {
  list: string
  personId: string
  filters: unknown
}

/** An opaque place in a list: what its last row was sorted by. */
export function writeCursor(scope: CursorScope, place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([markOf(scope), ...place])).toString('base64url')
}

/** The place a cursor names, or null without one. Error: INVALID_PAGE. */
export function readCursor(scope: CursorScope, cursor: string | undefined, length: number): (string | number)[] | null {
  if (cursor === undefined) return null
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parts) && parts.length === length + 1 && parts[0] === markOf(scope)) {
      const place = parts.slice(1)
      if (place.every((part): part is string | number => typeof part === 'string' || typeof part === 'number'))
        return place
    }
  } catch {
    // Not one of ours: said below.
  }
  throw new Problem(
    'INVALID_PAGE',
    'The cursor is not one of this list. Take nextCursor from the page before, with the same filters.',
    {
      errors: [{ pointer: '/query/cursor', code: 'INVALID_PAGE', detail: 'is no cursor of this list' }],
    },
  )
}

function markOf(scope: CursorScope): string {
  return createHash('sha256')
    .update(JSON.stringify([scope.list, scope.personId, scope.filters]))
    .digest('base64url')
    .slice(0, 12)
}
