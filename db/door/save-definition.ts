import { sql } from 'kysely'
import type { Plan } from '#engine/model/plan.ts'
import type { Connection, Database } from '../database.ts'
import { jsonParameter } from '../json-parameter.ts'
import type { DefinitionHeading } from '../reads/definitions.ts'
import { readVersion } from '../reads/definitions.ts'

export interface DefinitionDraft {
  id: string
  plan: Plan
  yaml: string
  authorId: string
}

/**
 * Saves a draft, over an earlier draft of the same version; a published version never changes. Answers the row that counts: when
 * its sha256 is another, that version is published already. Written with its own administration event.
 */
export async function saveDefinition(db: Database, draft: DefinitionDraft): Promise<DefinitionHeading> {
  const { id, plan, yaml, authorId } = draft
  return db.transaction().execute(async (trx) => {
    const saved = await trx
      .insertInto('sopDefinition')
      .values({ id, sop: plan.sop, version: plan.version, sha256: plan.sha256, plan: jsonParameter(plan), yaml, authorId, status: 'draft' })
      .onConflict((conflict) =>
        conflict
          .columns(['sop', 'version'])
          .doUpdateSet({ sha256: plan.sha256, plan: jsonParameter(plan), yaml, authorId, savedAt: sql<string>`clock_timestamp()` })
          .where('sopDefinition.status', '=', 'draft'),
      )
      .returning('id')
      .executeTakeFirst()
    const row = await readVersion(trx, plan.sop, plan.version)
    if (!row) throw new Error(`definition ${plan.sop} ${plan.version} vanished while it was saved`)
    if (saved) await note(trx, authorId, 'definition.saved', row)
    return row
  })
}

/** Publishes a draft; one that is published already stays as it is. null = no such definition. */
export async function publishDefinition(db: Database, id: string, personId: string): Promise<DefinitionHeading | null> {
  return db.transaction().execute(async (trx) => {
    const published = await trx
      .updateTable('sopDefinition')
      .set({ status: 'published', publishedBy: personId, publishedAt: sql<string>`clock_timestamp()` })
      .where('id', '=', id)
      .where('status', '=', 'draft')
      .returning(['sop', 'version'])
      .executeTakeFirst()
    const known = await trx.selectFrom('sopDefinition').select(['sop', 'version']).where('id', '=', id).executeTakeFirst()
    const row = known ? await readVersion(trx, known.sop, known.version) : null
    if (published && row) await note(trx, personId, 'definition.published', row)
    return row
  })
}

async function note(db: Connection, personId: string, action: string, row: DefinitionHeading): Promise<void> {
  const { sop, version, sha256 } = row
  await db
    .insertInto('adminEvent')
    .values({ personId, action, storeId: null, objectType: 'definition', objectId: row.id, before: null, after: jsonParameter({ sop, version, sha256 }) })
    .execute()
}
