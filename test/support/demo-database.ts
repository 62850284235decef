import type { PlaybookFile } from '#cli/launcher/playbook-files.ts'
import { playbookFiles } from '#cli/launcher/playbook-files.ts'
import { seedDemo } from '#db/demo/seed-demo.ts'
import type { RunCalendar } from '#engine/model/sop-run.ts'
import { defaultStoreCalendar } from '#engine/time/chinese-holidays.ts'
import type { FreshDatabase } from './fresh-database.ts'
import { filledCopy } from './fresh-database.ts'

let compiled: PlaybookFile[] | null = null

/**
 * A database with the demonstration: its stores, people and goods.
 * @param sops playbooks that are published; left out, all of them.
 */
export async function demoDatabase(sops?: readonly string[]): Promise<FreshDatabase> {
  return filledCopy(`demo_${sops?.toSorted().join('_') ?? 'all'}`, async (ownerUrl) => {
    compiled ??= playbookFiles('sop-definitions')
    const playbooks = compiled.filter(({ plan }) => sops?.includes(plan.sop) ?? true)
    const calendar = JSON.parse(JSON.stringify(defaultStoreCalendar)) as RunCalendar
    await seedDemo(ownerUrl, { calendar, playbooks })
  })
}
