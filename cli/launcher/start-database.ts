import type { RunningPostgres } from '../stack/postgres.ts'
import { startPostgres } from '../stack/postgres.ts'
import type { Say } from './progress.ts'
import type { DatabaseUrls, Settings } from './settings.ts'
import type { StartedStack } from './started-stack.ts'
import { supervise } from './supervise.ts'

/** The database's addresses: an outside one as it is told, else the embedded one, started and kept up. */
export async function startDatabase(settings: Settings, stack: StartedStack, say: Say): Promise<DatabaseUrls> {
  if (settings.database !== null) return settings.database
  let running: RunningPostgres | null = null
  const start = async () => {
    // Clients hold the address, so it comes back where it was.
    running = await startPostgres({ home: settings.home, ...(running === null ? {} : { port: running.port }) })
    return running.process
  }
  stack.add(await supervise({ name: 'postgres', start, say }))
  const { ownerUrl, workerUrl, apiUrl, sealerUrl, adopted } = running as unknown as RunningPostgres
  if (adopted) say('Took over the Postgres that an earlier start had left running.')
  return { ownerUrl, workerUrl, apiUrl, sealerUrl }
}
