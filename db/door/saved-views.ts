import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import { jsonParameter } from '../json-parameter.ts'

/** Keeps a view; one of the same name on the same page is replaced. Answers its id. */
export async function saveView(
  db: Connection,
  view: { id: string; personId: string; page: string; name: string; search: Record<string, string> },
): Promise<string> {
  const search = jsonParameter(view.search)
  const row = await db
    .insertInto('savedView')
    .values({ ...view, search })
    .onConflict((conflict) =>
      conflict.columns(['personId', 'page', 'name']).doUpdateSet({ search, savedAt: sql<string>`clock_timestamp()` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Forgets a view of this person; false when they have none of this id. */
export async function dropView(db: Connection, personId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('savedView')
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
