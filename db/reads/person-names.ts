import type { Connection } from '../database.ts'

/** Names of people by id; ids nobody has are left out. */
export async function readPersonNames(
  db: Connection,
  personIds: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(personIds)].filter((id) => id !== 'system')
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
