import { compareHistory } from '#audit/compare-history.ts'
import type { HistoryComparison } from '#audit/compare-history.ts'
import { openDatabase } from '#db/database.ts'
import { payloadCodec } from '#dispatch/payload-codec.ts'
import { readPayloadKeys } from '#dispatch/payload-keys.ts'
import { openTemporalClient } from '#dispatch/temporal-client.ts'
import { openDataFolder } from './stack/data-folder.ts'
import { knownInstance } from './stack/instance.ts'

export { compareHistory }

/**
 * `zhangfa history <run>`: shows a run's events and compares Temporal with Postgres. Exit code: 0 no difference,
 * 1 differences, 2 wrong use.
 */
export async function history(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<number> {
  const [sopRunId, ...rest] = args
  if (!sopRunId || rest.length > 0) {
    print('Name one run: zhangfa history <run>')
    return 2
  }
  const place = withInstance(env)
  const url = place['DATABASE_URL_API'] || place['DATABASE_URL']
  if (!url) {
    print('There is no database to compare with: start once with npm start, or set DATABASE_URL.')
    return 2
  }
  const db = openDatabase(url, { applicationName: 'zhangfa history' })
  const client = openTemporalClient(place)
  try {
    const comparison = await compareHistory(client, payloadCodec(readPayloadKeys(place)), db, sopRunId)
    show(sopRunId, comparison, print)
    return comparison.differences.length === 0 ? 0 : 1
  } finally {
    await client.connection.close()
    await db.destroy()
  }
}

/** What the environment does not say is taken from the instance last started on this data folder. */
function withInstance(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const instance = knownInstance(openDataFolder(env['ZHANGFA_HOME'] ?? '.zhangfa'))
  if (!instance) return env
  return {
    DATABASE_URL_API: instance.database.apiUrl,
    TEMPORAL_ADDRESS: instance.temporal.address,
    TEMPORAL_NAMESPACE: instance.temporal.namespace,
    ...env,
  }
}

function show(
  sopRunId: string,
  { events, witnessed, differences: found }: HistoryComparison,
  print: (line: string) => void,
): void {
  for (const { seq, at, type, stepKey, personId, hash } of events)
    print(
      `${String(seq).padStart(5)}  ${at}  ${type.padEnd(22)} ${(stepKey ?? '').padEnd(24)} ${personId.padEnd(16)} ${hash.slice(0, 12)}`,
    )
  for (const place of witnessed.readFrom) print(`Temporal: ${place}`)
  for (const { seq, says } of found) print(`DIFFERENCE${seq === null ? '' : ` at ${seq}`}: ${says}`)
  print(
    `${sopRunId}: ${events.length} events in Postgres, ${witnessed.events.size} in Temporal, ${found.length} differences.`,
  )
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1])
  process.exitCode = await history(process.argv.slice(2), process.env, console.log)
