import type { RunCalendar } from '#engine/model/sop-run.ts'
import type { Database } from '../database.ts'
import { jsonParameter } from '../json-parameter.ts'
import type { CampaignDay } from '../schema/store.ts'
import { noteAdminAct } from './note-admin-act.ts'

export interface StoreSetting {
  id: string
  name: string
  /** Its zone is the store's. Runs under way keep the calendar they were launched with. */
  calendar: RunCalendar
  hostingOverrides?: Record<string, 'own' | 'desk'>
  campaignDays?: CampaignDay[]
}

/** Adds a store or changes the one with this id. @returns whether it is new. */
export async function saveStore(db: Database, setting: StoreSetting, by: string): Promise<boolean> {
  const { id, name, calendar, hostingOverrides = {}, campaignDays = [] } = setting
  return db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('store')
      .select(['name', 'zone'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    const row = {
      name,
      zone: calendar.zone,
      calendar: jsonParameter(calendar),
      hostingOverrides: jsonParameter(hostingOverrides),
      campaignDays: jsonParameter(campaignDays),
    }
    await trx
      .insertInto('store')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
    const act = { personId: by, action: before === undefined ? 'store.added' : 'store.changed', storeId: id }
    const after = { name, zone: calendar.zone, hostingOverrides }
    await noteAdminAct(trx, { ...act, objectType: 'store', objectId: id, before: before ?? null, after })
    return before === undefined
  })
}
