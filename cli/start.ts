import { launchDemoRuns } from './demo/launch-demo-runs.ts'
import { main } from './launcher/main.ts'

/** `npm start`. */
await main({
  migrate: 'cli/migrate.ts',
  page: 'cli/build-web.ts',
  witness: 'cli/witness.ts',
  worker: 'cli/worker.ts',
  api: 'api/server.ts',
  demoRuns: launchDemoRuns,
})
