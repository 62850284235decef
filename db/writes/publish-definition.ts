import { sql } from 'kysely'
import type { Database } from '../database.ts'
import { noteAdminAct } from './note-admin-act.ts'

/**
 * Publishes a draft: from now on launches may take it, and it never changes again.
 * @param sha256 what is meant to be published; a draft that was overwritten meanwhile is not.
 * @returns `changed` when the draft holds something else by now, `unknown` when there is none with this id.
 */
export async function publishDefinition(
  db: Database,
  id: string,
  sha256: string,
  by: string,
): Promise<'published' | 'already' | 'changed' | 'unknown'> {
  return db.transaction().execute(async (trx) => {
    const draft = await trx
      .selectFrom('sopDefinition')
      .select(['sop', 'version', 'sha256', 'status'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (draft === undefined) return 'unknown'
    if (draft.sha256 !== sha256) return 'changed'
    if (draft.status === 'published') return 'already'
    await trx
      .updateTable('sopDefinition')
      .set({ status: 'published', publishedBy: by, publishedAt: sql<string>`clock_timestamp()` })
      .where('id', '=', id)
      .execute()
    const act = { personId: by, action: 'definition.published', objectType: 'definition', objectId: id }
    await noteAdminAct(trx, { ...act, after: { sop: draft.sop, version: draft.version, sha256 } })
    return 'published'
  })
}
