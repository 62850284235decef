import { Client, Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { dataConverter } from './data-converter.ts'
import { readPayloadKeys } from './payload-keys.ts'

/**
 * A client from the environment (`TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE`, `TEMPORAL_TLS_*`, `TEMPORAL_API_KEY`, profiles),
 * with the house's codec. Connects lazily: a server that is away shows when something is sent, not here.
 * Calls are not repeated behind our back, so that dispatch knows what was sent.
 */
export function openTemporalClient(env: Record<string, string | undefined>): Client {
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: definedOnly(env) })
  const connection = Connection.lazy({ ...connectionOptions, interceptors: [] })
  return new Client({
    connection,
    namespace: namespace ?? 'default',
    dataConverter: dataConverter(readPayloadKeys(env)),
  })
}

/** Variables that are set, for readers that know no undefined. */
export function definedOnly(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
