import { main } from '#cli/launcher/main.ts'

/** The launcher as it is, with small programs in the place of migration, worker and API. */
await main({ migrate: 'test/cli/small/migrate.ts', worker: 'test/cli/small/worker.ts', api: 'test/cli/small/api.ts' })
