import { setTimeout as pause } from 'node:timers/promises'
import type { ServerProcess } from '../stack/server-process.ts'
import type { Say } from './progress.ts'

export interface Supervised {
  name: string
  /** Ends it and lets it rest; settles when it is gone. */
  stop(): Promise<void>
  /** Ends it at once. */
  kill(): void
  /** How often it has ended by itself without having lasted. */
  failures(): number
}

export interface Supervision {
  name: string
  /** Starts it (again); the running process counts as up. */
  start: () => Promise<ServerProcess>
  say: Say
  /** The first pause before a new start, doubled up to the longest. Milliseconds. */
  firstPauseMs?: number
  longestPauseMs?: number
  /** Having lasted this long, it starts with a clean record. Milliseconds. */
  steadyMs?: number
}

/**
 * Starts a server and starts it again whenever it ends by itself, ever more slowly while it keeps ending.
 * @throws what the first start throws; later ones are tried for ever.
 */
export async function supervise(options: Supervision): Promise<Supervised> {
  const { name, start, say, firstPauseMs = 500, longestPauseMs = 30_000, steadyMs = 30_000 } = options
  const resting = new AbortController()
  let failures = 0
  let current: ServerProcess | null = await start()
  const watching = keepUp()

  async function keepUp(): Promise<void> {
    let begun = Date.now()
    while (!resting.signal.aborted) {
      const how = current === null ? 'did not start' : await current.exited
      if (resting.signal.aborted) return
      failures = Date.now() - begun > steadyMs ? 1 : failures + 1
      const waitMs = Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs)
      say(`${name} ${how}; starting it again in ${waitMs / 1_000} s.`)
      await pause(waitMs, undefined, { signal: resting.signal }).catch(() => undefined)
      if (resting.signal.aborted) return
      begun = Date.now()
      current = await start().catch((error: Error) => {
        say(`${name} could not be started: ${error.message}`)
        return null
      })
    }
  }

  return {
    name,
    failures: () => failures,
    kill() {
      resting.abort()
      current?.kill()
    },
    async stop() {
      resting.abort()
      await current?.stop()
      // A start that was under way when we were told to rest has come up since.
      await watching
      await current?.stop()
    },
  }
}
