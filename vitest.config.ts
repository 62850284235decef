import { defineConfig } from 'vitest/config'
import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

const page = './test/support/page-setup.ts'
const servers = './test/support/servers-setup.ts'

/** Rooms of `test/` that share what they have loaded and the servers they run on. */
const project = (name: string, rooms: readonly string[], globalSetup: string[]) => ({
  test: {
    name,
    // Files keep nothing between them, so what one has loaded serves the next: half the work of a run is loading.
    isolate: false,
    include: rooms.map((room) => `test/${room}/**/*.test.ts`),
    globalSetup,
    testTimeout: 90_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
  },
})

/** Starts of paths under `test/`: what takes longest runs beside many short ones, so that both cores end together. */
const first = ['faults/kill-storm', 'faults/']
/** What counts seconds in a browser comes after the storm, which brings processes of its own; longest first. */
const last = ['web/every-place', 'web/live-desk', 'web/work', 'web/messages', 'web/']

/** Orders test files so that a whole run takes little time; the same in every run. */
class ShortestRun extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const path = moduleId.split('/test/').at(-1) ?? ''
      const starts = (start: string): boolean => path.startsWith(start)
      const early = first.findIndex(starts)
      return early === -1 ? last.findIndex(starts) + 1 : early - first.length
    }
    const byName = files.toSorted((one, other) => one.moduleId.localeCompare(other.moduleId))
    return byName.toSorted(
      (one, other) => one.project.name.localeCompare(other.project.name) || place(one) - place(other),
    )
  }
}

export default defineConfig({
  test: {
    // Two cores carry the servers too.
    maxWorkers: 2,
    sequence: { sequencer: ShortestRun },
    projects: [
      project('pure', ['engine', 'docs', 'sop-definitions'], []),
      // Real Postgres, real Temporal, the built page; a browser where they ask for one.
      project(
        'servers',
        ['faults', 'workflows', 'dispatch', 'activities', 'journeys', 'api', 'db', 'audit', 'web'],
        [page, servers],
      ),
      // They read the whole tree, or start and kill servers of their own.
      project('tools', ['house', 'cli'], []),
    ],
    passWithNoTests: false,
    reporters: ['default', ['json', { outputFile: 'reports/tests.json' }]],
  },
})
