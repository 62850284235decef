import { pageFolder } from '#cli/page/build-page.ts'
import { demoPassword } from '#db/demo/demo-people.ts'
import type { OpenApi } from '../../api/open-api.ts'
import { openApi } from '../../api/open-api.ts'
import { demoDatabase } from '../../support/demo-database.ts'

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
  /** Whether the page is served; a test of the API alone does without it. */
  page?: boolean
}

/** Opens database, worker, API and page on a free port; close it in `afterAll`. */
export async function openShop({ sops, worker = true, page = true }: ShopOptions = {}): Promise<Shop> {
  const api = await openApi({
    worker,
    ...(page ? { pageFolder } : {}),
    database: () => demoDatabase(sops),
  })
  const address = await api.app.listen({ port: 0, host: '127.0.0.1' })
  return { api, address, close: () => api.close() }
}

/** What the API is asked for a sign-in of the demonstration. */
export function credentials(role: string): { email: string; password: string } {
  return { email: `${role}@demo.local`, password: demoPassword }
}
