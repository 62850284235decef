import type { Insertable } from 'kysely'
import type { Database } from '../database.ts'
import type { AuditSampleTable } from '../schema/audit-sample.ts'
import { uuidV7 } from '../uuid-v7.ts'
import { noteAdminAct } from './note-admin-act.ts'

export type NewSample = Omit<Insertable<AuditSampleTable>, 'id' | 'drawnBy' | 'drawnAt'>

/** Keeps a drawn sample with its runs in the order drawn. @returns its id. */
export async function drawSample(
  db: Database,
  sample: NewSample,
  runs: readonly string[],
  by: string,
): Promise<string> {
  const id = uuidV7()
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto('auditSample')
      .values({ ...sample, id, drawnBy: by })
      .execute()
    const items = runs.map((sopRunId, index) => ({ sampleId: id, n: index + 1, sopRunId }))
    if (items.length > 0) await trx.insertInto('auditSampleItem').values(items).execute()
    const { storeId, sop, seed, size, population, populationSha256 } = sample
    await noteAdminAct(trx, {
      personId: by,
      action: 'sample.drawn',
      storeId,
      objectType: 'auditSample',
      objectId: id,
      after: { sop, seed, size, population, populationSha256, runs: [...runs] },
    })
    return id
  })
}
