import { sql } from 'kysely'
import type { Plan } from '#engine/model/plan.ts'
import type { Database } from '../database.ts'
import { jsonParameter } from '../json-parameter.ts'
import { uuidV7 } from '../uuid-v7.ts'
import { noteAdminAct } from './note-admin-act.ts'

export type SavedDefinition =
  /** A draft, new or overwritten. */
  | { status: 'saved'; id: string }
  /** The very same is published already. */
  | { status: 'published'; id: string }
  /** Something else is published under this version: it never changes. */
  | { status: 'versionTaken'; id: string; sha256: string }

/** Keeps a checked playbook as a draft. A draft of the same version is overwritten, a published one never. */
export async function saveDefinition(
  db: Database,
  plan: Plan,
  yaml: string,
  authorId: string,
): Promise<SavedDefinition> {
  const { sop, version, sha256 } = plan
  return db.transaction().execute(async (trx): Promise<SavedDefinition> => {
    const draft = { sha256, plan: jsonParameter(plan), yaml, authorId }
    const saved = await trx
      .insertInto('sopDefinition')
      .values({ id: uuidV7(), sop, version, ...draft })
      .onConflict((conflict) =>
        conflict
          .columns(['sop', 'version'])
          .doUpdateSet({ ...draft, savedAt: sql<string>`clock_timestamp()` })
          .where('sopDefinition.status', '=', 'draft'),
      )
      .returning('id')
      .executeTakeFirst()
    if (saved !== undefined) {
      const act = { personId: authorId, action: 'definition.saved', objectType: 'definition', objectId: saved.id }
      await noteAdminAct(trx, { ...act, after: { sop, version, sha256 } })
      return { status: 'saved', id: saved.id }
    }
    const published = await trx
      .selectFrom('sopDefinition')
      .select(['id', 'sha256'])
      .where('sop', '=', sop)
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
    return published.sha256 === sha256
      ? { status: 'published', id: published.id }
      : { status: 'versionTaken', ...published }
  })
}
