import { afterAll } from 'vitest'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import type { FreshDatabase } from '../support/fresh-database.ts'
import { migratedCopy } from '../support/fresh-database.ts'

export interface MigratedDatabase {
  urls: FreshDatabase
  owner: Database
  worker: Database
  api: Database
  sealer: Database
}

/** A database of this test file's own at the present schema, opened as each role; gone when the file is done. */
export async function migratedDatabase(): Promise<MigratedDatabase> {
  const urls = await migratedCopy()
  const open = (url: string): Database => openDatabase(url, { applicationName: 'zhangfa test', maxConnections: 4 })
  const [owner, worker, api] = [open(urls.ownerUrl), open(urls.workerUrl), open(urls.apiUrl)]
  const sealer = open(urls.sealerUrl)
  afterAll(async () => {
    await Promise.all([owner, worker, api, sealer].map((db) => db.destroy()))
    await urls.drop()
  })
  return { urls, owner, worker, api, sealer }
}
