import { defineConfig } from 'vitest/config'
import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

const page = './test/support/page-setup.ts'
const servers = './test/support/servers-setup.ts'

/** Rooms of `test/` that share what they have loaded and the servers they run on. */
const project = (name: string, rooms: readonly string[], globalSetup: string[], seconds: number) => ({
  test: {
    name,
    // Files keep nothing between them, so what one has loaded serves the next: half the work of a run is loading.
    isolate: false,
    include: rooms.map((room) => `test/${room}/**/*.test.ts`),
    globalSetup,
    testTimeout: seconds * 1_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
  },
})

/** Starts of paths under `test/`: what takes longest runs beside many short ones, so that both cores end together. */
const first = [/^faults\/kill-storm/, /^faults\//]
/** Longest first; what is measured against a machine of its own last of all, when few others are left. */
const last = [/^web\/every-place/, /^web\/live-desk/, /^web\/work/, /^web\/messages/, /^web\/(?!many-tasks)/, /^web\//]

/** Orders test files so that a whole run takes little time; the same in every run. */
class ShortestRun extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const path = moduleId.split('/test/').at(-1) ?? ''
      const starts = (start: RegExp): boolean => start.test(path)
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
      project('pure', ['engine', 'docs', 'sop-definitions'], [], 20),
      project('db', ['db'], [servers], 30),
      // Real Postgres and real Temporal.
      project(
        'servers',
        ['faults', 'workflows', 'dispatch', 'activities', 'journeys', 'api', 'audit'],
        [page, servers],
        60,
      ),
      // They read the whole tree, or start and kill servers of their own.
      project('tools', ['house', 'cli'], [], 90),
      // A real browser on the built page.
      project('web', ['web'], [page, servers], 90),
    ],
    passWithNoTests: false,
    reporters: ['default', ['json', { outputFile: 'reports/tests.json' }]],
  },
})
