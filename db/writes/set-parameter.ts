import { sql } from 'kysely'
import type { JsonValue } from '#engine/model/text.ts'
import type { Database } from '../database.ts'
import { jsonParameter } from '../json-parameter.ts'
import { noteAdminAct } from './note-admin-act.ts'

export interface ParameterSetting {
  storeId: string
  sop: string
  name: string
  /** null = back to the playbook's own value. */
  value: JsonValue
  /** Why; kept in the history of the house. */
  reason?: string
}

/** Sets a store's own value for a number of a playbook; runs under way keep what they were launched with. */
export async function setParameter(db: Database, setting: ParameterSetting, by: string): Promise<void> {
  const { storeId, sop, name, value, reason } = setting
  await db.transaction().execute(async (trx) => {
    const place = trx
      .selectFrom('parameterOverride')
      .select('value')
      .where('storeId', '=', storeId)
      .where('sop', '=', sop)
      .where('name', '=', name)
    const before = await place.forUpdate().executeTakeFirst()
    if (value === null) {
      const row = trx.deleteFrom('parameterOverride').where('storeId', '=', storeId)
      await row.where('sop', '=', sop).where('name', '=', name).execute()
    } else {
      const row = { value: jsonParameter(value), setBy: by }
      await trx
        .insertInto('parameterOverride')
        .values({ storeId, sop, name, ...row })
        .onConflict((conflict) =>
          conflict.columns(['storeId', 'sop', 'name']).doUpdateSet({ ...row, setAt: sql<string>`clock_timestamp()` }),
        )
        .execute()
    }
    const act = { personId: by, action: 'parameter.set', storeId, objectType: 'parameter', objectId: `${sop}/${name}` }
    await noteAdminAct(trx, {
      ...act,
      before: before?.value ?? null,
      after: reason === undefined ? value : { value, reason },
    })
  })
}
