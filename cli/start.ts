import { main } from './launcher/main.ts'

/** `npm start`. */
await main({ migrate: 'cli/migrate.ts', worker: 'cli/worker.ts', api: 'api/server.ts' })
