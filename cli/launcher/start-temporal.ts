import { Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { addSearchAttributes } from '../stack/temporal-namespace.ts'
import type { RunningTemporal } from '../stack/temporal-server.ts'
import { startTemporalServer } from '../stack/temporal-server.ts'
import type { Say } from './progress.ts'
import { RefuseStart } from './refuse-start.ts'
import type { Settings } from './settings.ts'
import type { StartedStack } from './started-stack.ts'
import { supervise } from './supervise.ts'

export interface TemporalPlace {
  address: string
  namespace: string
  /** Its web page; null when it is an outside server's affair. */
  uiUrl: string | null
}

/** Temporal's address: an outside one as it is told, once it answers, else the embedded one, started and kept up. */
export async function startTemporal(settings: Settings, stack: StartedStack, say: Say): Promise<TemporalPlace> {
  if (settings.temporal !== null) return outsideTemporal(settings.temporal)
  let running: RunningTemporal | null = null
  const start = async () => {
    running = await startTemporalServer({ home: settings.home, ...(running === null ? {} : { port: running.port }) })
    return running.process
  }
  stack.add(await supervise({ name: 'temporal', start, say }))
  const { address, namespace, uiUrl, binary } = running as unknown as RunningTemporal
  if (binary.source === 'sdk')
    say(`Temporal CLI ${binary.version} was downloaded by the SDK, without a hash to check it.`)
  return { address, namespace, uiUrl }
}

async function outsideTemporal(place: { address: string; namespace: string }): Promise<TemporalPlace> {
  const { connectionOptions } = loadClientConnectConfig()
  const connection = await Connection.connect({ ...connectionOptions, connectTimeout: 5_000 }).catch((error: Error) => {
    throw new RefuseStart(`Temporal at ${place.address} does not answer (${error.message}): check TEMPORAL_ADDRESS.`)
  })
  try {
    await addSearchAttributes(connection, place.namespace)
  } catch (error) {
    throw new RefuseStart(
      `The Temporal namespace "${place.namespace}" at ${place.address} cannot be prepared ` +
        `(${(error as Error).message}): create it with 90 days of retention, or check TEMPORAL_NAMESPACE.`,
    )
  } finally {
    await connection.close()
  }
  return { ...place, uiUrl: null }
}
