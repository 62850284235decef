import type { Roster } from '#engine/model/people.ts'
import type { RunCalendar } from '#engine/model/sop-run.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'

/** What a launch takes from the store: its calendar, its own numbers, its hosting and who holds which role now. */
export interface StoreSettings {
  calendar: RunCalendar
  hosting: 'own' | 'desk' | null
  parameters: JsonObject
  holders: Roster
}

/** Settings of a store for one playbook, as of `now`; null when there is no such store. */
export async function readStoreSettings(
  db: Connection,
  storeId: string,
  sop: string,
  now: string,
): Promise<StoreSettings | null> {
  const [store, overrides, members] = await Promise.all([
    db.selectFrom('store').select(['calendar', 'hostingOverrides']).where('id', '=', storeId).executeTakeFirst(),
    db
      .selectFrom('parameterOverride')
      .select(['name', 'value'])
      .where('storeId', '=', storeId)
      .where('sop', '=', sop)
      .execute(),
    db
      .selectFrom('membership as m')
      .innerJoin('person as p', 'p.id', 'm.personId')
      .select(['m.role', 'm.personId'])
      .where('m.storeId', '=', storeId)
      .where('m.fromAt', '<=', now)
      .where((eb) => eb.or([eb('m.toAt', 'is', null), eb('m.toAt', '>', now)]))
      .where('p.disabledAt', 'is', null)
      .orderBy('m.role')
      .orderBy('m.personId')
      .execute(),
  ])
  if (!store) return null
  const holders: Roster = {}
  for (const { role, personId } of members) (holders[role] ??= []).push(personId)
  return {
    calendar: store.calendar,
    hosting: store.hostingOverrides[sop] ?? null,
    parameters: Object.fromEntries(overrides.map(({ name, value }) => [name, value])),
    holders,
  }
}

/** The zone a store's clock runs in, or null when there is no such store. */
export async function readStoreZone(db: Connection, storeId: string): Promise<string | null> {
  const row = await db.selectFrom('store').select('zone').where('id', '=', storeId).executeTakeFirst()
  return row?.zone ?? null
}
