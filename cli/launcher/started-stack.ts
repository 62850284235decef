import type { Say } from './progress.ts'
import { withProgress } from './progress.ts'
import type { Supervised } from './supervise.ts'

/** What has been started so far, and its two ways down. */
export interface StartedStack {
  add(server: Supervised): void
  /** The doors first, so that nothing new comes in, then the worker, then what they stand on. */
  drain(): Promise<void>
  /** Ends everything at once. */
  killAll(): void
  failures(): Supervised[]
}

const downOrder = ['api', 'worker', 'witness', 'temporal', 'postgres']

/** Keeps what the launcher has started, to bring it down in the right order. */
export function startedStack(say: Say): StartedStack {
  const servers: Supervised[] = []
  const place = (server: Supervised): number => downOrder.indexOf(server.name)
  return {
    add: (server) => void servers.push(server),
    failures: () => servers.filter((server) => server.failures() > 0),
    killAll: () => servers.forEach((server) => server.kill()),
    async drain() {
      for (const server of servers.toSorted((one, other) => place(one) - place(other)))
        await withProgress(say, `Stopping ${server.name}`, server.stop())
    },
  }
}
