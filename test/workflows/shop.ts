import type { Database } from '#db/database.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { RunCalendar } from '#engine/model/sop-run.ts'

/** A store that works every day of 2026 and 2027 but Sunday and Saturday. */
export const calendar: RunCalendar = {
  zone: 'Asia/Shanghai',
  holidays: [],
  makeUpWorkdays: [],
  coversUntil: '2027-12-31',
  serviceHours: { from: '09:00', to: '22:00' },
}

/** Puts a store into the database, with some of its stock. */
export async function addStore(owner: Database, storeId: string, stock: Record<string, number> = {}): Promise<void> {
  const row = { id: storeId, name: storeId, zone: calendar.zone, calendar: JSON.stringify(calendar) as never }
  await owner.insertInto('store').values(row).execute()
  for (const [sku, onHand] of Object.entries(stock))
    await owner.insertInto('stock').values({ storeId, sku, onHand, locked: 0, seconds: 0 }).execute()
}

/** Publishes a plan, so that it can be launched by others and swept. */
export async function publish(owner: Database, plan: Plan): Promise<void> {
  const at = new Date().toISOString()
  await owner
    .insertInto('sopDefinition')
    .values({
      id: `${plan.sop}@${plan.version}`,
      sop: plan.sop,
      version: plan.version,
      sha256: plan.sha256,
      plan: JSON.stringify(plan) as never,
      yaml: '',
      status: 'published',
      authorId: 'admin',
      publishedBy: 'admin',
      publishedAt: at,
    })
    .execute()
}
