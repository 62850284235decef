import { sql } from 'kysely'
import type { Database } from '../database.ts'
import { noteAdminAct } from './note-admin-act.ts'

export interface SampleNote {
  sampleId: string
  n: number
  verdict: 'ok' | 'finding'
  note: string
}

/** Keeps what an auditor found about one run of a sample. @returns `signed` when the sample is closed, `unknown` when there is no such item. */
export async function noteSampleItem(
  db: Database,
  note: SampleNote,
  by: string,
): Promise<'noted' | 'signed' | 'unknown'> {
  const { sampleId, n, verdict } = note
  return db.transaction().execute(async (trx) => {
    const sample = await trx
      .selectFrom('auditSample')
      .select(['storeId', 'signedAt'])
      .where('id', '=', sampleId)
      .forUpdate()
      .executeTakeFirst()
    const place = trx.selectFrom('auditSampleItem').select(['verdict', 'note']).where('sampleId', '=', sampleId)
    const before = await place.where('n', '=', n).executeTakeFirst()
    if (!sample || !before) return 'unknown'
    if (sample.signedAt !== null) return 'signed'
    await trx
      .updateTable('auditSampleItem')
      .set({ verdict, note: note.note, notedBy: by, notedAt: sql<string>`clock_timestamp()` })
      .where('sampleId', '=', sampleId)
      .where('n', '=', n)
      .execute()
    await noteAdminAct(trx, {
      personId: by,
      action: 'sample.noted',
      storeId: sample.storeId,
      objectType: 'auditSample',
      objectId: sampleId,
      before: { n, verdict: before.verdict, note: before.note },
      after: { n, verdict, note: note.note },
    })
    return 'noted'
  })
}
