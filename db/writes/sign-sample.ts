import { sql } from 'kysely'
import type { Database } from '../database.ts'
import { noteAdminAct } from './note-admin-act.ts'

/**
 * Signs a sample off with a conclusion: from then on nothing of it changes.
 * @returns `open` while some of its runs have no verdict, `signed` when it was signed before.
 */
export async function signSample(
  db: Database,
  sampleId: string,
  conclusion: string,
  by: string,
): Promise<'done' | 'open' | 'signed' | 'unknown'> {
  return db.transaction().execute(async (trx) => {
    const sample = await trx
      .selectFrom('auditSample')
      .select(['storeId', 'signedAt'])
      .where('id', '=', sampleId)
      .forUpdate()
      .executeTakeFirst()
    if (!sample) return 'unknown'
    if (sample.signedAt !== null) return 'signed'
    const items = await trx
      .selectFrom('auditSampleItem')
      .select(['n', 'sopRunId', 'verdict'])
      .where('sampleId', '=', sampleId)
      .orderBy('n')
      .execute()
    if (items.some((item) => item.verdict === null)) return 'open'
    await trx
      .updateTable('auditSample')
      .set({ conclusion, signedBy: by, signedAt: sql<string>`clock_timestamp()` })
      .where('id', '=', sampleId)
      .execute()
    await noteAdminAct(trx, {
      personId: by,
      action: 'sample.signed',
      storeId: sample.storeId,
      objectType: 'auditSample',
      objectId: sampleId,
      after: { conclusion, items: items.map((item) => ({ ...item })) },
    })
    return 'done'
  })
}
