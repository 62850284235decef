import { sql } from 'kysely'
import type { RunCalendar } from '#engine/model/sop-run.ts'
import type { Connection } from '../database.ts'
import type { CampaignDay } from '../schema/store.ts'

export interface StoreRow {
  id: string
  name: string
  calendar: RunCalendar
  hostingOverrides: Record<string, 'own' | 'desk'>
  campaignDays: CampaignDay[]
}

/** These stores with their calendars, by id. */
export async function readStores(db: Connection, ids: readonly string[]): Promise<StoreRow[]> {
  return db
    .selectFrom('store')
    .select(['id', 'name', 'calendar', 'hostingOverrides', 'campaignDays'])
    .where('id', '=', sql<string>`any(${[...ids]})`)
    .orderBy('id')
    .execute()
}
