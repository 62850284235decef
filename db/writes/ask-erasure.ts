import type { Selectable } from 'kysely'
import type { Database } from '../database.ts'
import { jsonParameter } from '../json-parameter.ts'
import type { ErasureTable } from '../schema/erasure.ts'
import { uuidV7 } from '../uuid-v7.ts'
import { noteAdminAct } from './note-admin-act.ts'

export type NewErasure = Pick<
  Selectable<ErasureTable>,
  'storeId' | 'sopRunId' | 'scope' | 'runIds' | 'legalBasis' | 'reason'
>

/** Notes a wish to erase personal data. @returns its id, or null when one at this run is open already. */
export async function askErasure(db: Database, wish: NewErasure, by: string): Promise<string | null> {
  const id = uuidV7()
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto('erasure')
      .values({ id, ...wish, runIds: jsonParameter(wish.runIds), askedBy: by })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!row) return null
    const { storeId, sopRunId, scope, runIds, legalBasis, reason } = wish
    await noteAdminAct(trx, {
      ...{ personId: by, action: 'pii.erasureAsked', storeId, objectType: 'run', objectId: sopRunId },
      after: { erasureId: id, scope, runIds, legalBasis, reason },
    })
    return id
  })
}
