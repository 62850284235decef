import { pageFolder } from '#cli/page/build-page.ts'
import { playbookFiles } from '#cli/launcher/playbook-files.ts'
import { demoPassword } from '#db/demo/demo-people.ts'
import { seedDemo } from '#db/demo/seed-demo.ts'
import type { RunCalendar } from '#engine/model/sop-run.ts'
import { defaultStoreCalendar } from '#engine/time/chinese-holidays.ts'
import type { OpenApi } from '../../api/open-api.ts'
import { openApi } from '../../api/open-api.ts'

/** The demonstration with its page, as a browser finds it. */
export interface Shop {
  api: OpenApi
  /** Where the page is, as in http://127.0.0.1:40123. */
  address: string
  close(): Promise<void>
}

export interface ShopOptions {
  /** Playbooks that are published; left out, all of them. */
  sops?: readonly string[]
  /** Whether anything is done about commands; pages that only read need no worker. */
  worker?: boolean
}

/** Opens database, worker, API and page on a free port; close it in `afterAll`. */
export async function openShop({ sops, worker = true }: ShopOptions = {}): Promise<Shop> {
  const calendar = JSON.parse(JSON.stringify(defaultStoreCalendar)) as RunCalendar
  const playbooks = playbookFiles('sop-definitions').filter(({ plan }) => sops?.includes(plan.sop) ?? true)
  const api = await openApi({
    worker,
    pageFolder,
    fill: async ({ ownerUrl }) => void (await seedDemo(ownerUrl, { calendar, playbooks })),
  })
  const address = await api.app.listen({ port: 0, host: '127.0.0.1' })
  return { api, address, close: () => api.close() }
}

/** What the API is asked for a sign-in of the demonstration. */
export function credentials(role: string): { email: string; password: string } {
  return { email: `${role}@demo.local`, password: demoPassword }
}
