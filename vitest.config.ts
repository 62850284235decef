import { defineConfig } from 'vitest/config'

const postgres = './test/support/postgres-setup.ts'
const servers = './test/support/servers-setup.ts'
const page = './test/support/page-setup.ts'

/** Rooms tested without a server, with Postgres, and with the whole stack. */
const pure = ['engine', 'docs', 'sop-definitions']
const withPostgres = ['db']
const withServers = ['workflows', 'dispatch', 'activities', 'api', 'journeys', 'faults']

const project = (name: string, globalSetup: string[], seconds: number) => ({
  test: {
    name,
    // Files keep nothing between them, so what one has loaded serves the next: half the work of a run is loading.
    isolate: false,
    include: [`test/${name}/**/*.test.ts`],
    globalSetup,
    testTimeout: seconds * 1_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
  },
})

export default defineConfig({
  test: {
    // Two cores carry the servers too.
    maxWorkers: 2,
    projects: [
      ...pure.map((name) => project(name, [], 20)),
      // Reads the whole tree with the tools of `npm run check`.
      project('house', [], 90),
      ...withPostgres.map((name) => project(name, [postgres], 30)),
      ...withServers.map((name) => project(name, [servers], 60)),
      // A real browser on the built page.
      project('web', [page, servers], 90),
      // Starts and kills servers of its own.
      project('cli', [], 90),
    ],
    passWithNoTests: false,
    reporters: ['default', ['json', { outputFile: 'reports/tests.json' }]],
  },
})
