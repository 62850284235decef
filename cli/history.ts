import { openDatabase } from '#db/database.ts'
import type { Database } from '#db/database.ts'
import { payloadCodec } from '#dispatch/payload-codec.ts'
import { readPayloadKeys } from '#dispatch/payload-keys.ts'
import { readRunHistory } from '#dispatch/read-run-history.ts'
import type { WitnessedRun } from '#dispatch/read-run-history.ts'
import { openTemporalClient } from '#dispatch/temporal-client.ts'
import { eventBody, firstBrokenLink } from '#engine/history/chain.ts'
import type { Client } from '@temporalio/client'
import type { PayloadCodec } from '@temporalio/common'
import { openDataFolder } from './stack/data-folder.ts'
import { knownInstance } from './stack/instance.ts'

interface StoredEvent {
  seq: number
  type: string
  at: string
  personId: string
  stepKey: string | null
  body: string
  hash: string
  workflowId: string
}

/** One place where Temporal and Postgres do not say the same. */
export interface Difference {
  seq: number | null
  says: string
}

export interface HistoryComparison {
  events: StoredEvent[]
  witnessed: WitnessedRun
  differences: Difference[]
}

/**
 * Rebuilds a run's events from Temporal's histories alone and compares them byte for byte with `audit_event`: body, hash,
 * chain, and the hashes that were answered to the doors. No difference = Postgres holds what Temporal witnessed.
 */
export async function compareHistory(
  client: Client,
  codec: PayloadCodec,
  db: Database,
  sopRunId: string,
): Promise<HistoryComparison> {
  const columns = ['seq', 'type', 'at', 'personId', 'stepKey', 'body', 'hash', 'workflowId'] as const
  const events = await db
    .selectFrom('auditEvent')
    .select(columns)
    .where('sopRunId', '=', sopRunId)
    .orderBy('seq')
    .execute()
  const launch = await db.selectFrom('launch').select('hostId').where('sopRunId', '=', sopRunId).executeTakeFirst()
  const workflowIds = new Set(events.map((event) => event.workflowId))
  if (launch) workflowIds.add(launch.hostId)
  const witnessed = await readRunHistory(client, codec, [...workflowIds], sopRunId)
  return { events, witnessed, differences: [...differences(events, witnessed)] }
}

function* differences(stored: StoredEvent[], witnessed: WitnessedRun): Generator<Difference> {
  const bySeq = new Map(stored.map((event) => [event.seq, event]))
  const seqs = [...new Set([...bySeq.keys(), ...witnessed.events.keys()])].sort((a, b) => a - b)
  if (seqs.length === 0) yield { seq: null, says: 'neither Temporal nor Postgres knows this run' }
  for (const seq of seqs) {
    const row = bySeq.get(seq)
    const event = witnessed.events.get(seq)
    if (!row) yield { seq, says: 'in Temporal, not in Postgres (lost, or not recorded yet)' }
    else if (!event) yield { seq, says: 'in Postgres, not in Temporal (no longer kept, or never witnessed)' }
    else if (eventBody(event) !== row.body) yield { seq, says: `Temporal: ${eventBody(event)} | Postgres: ${row.body}` }
    else if (event.hash !== row.hash) yield { seq, says: `hash in Temporal ${event.hash}, in Postgres ${row.hash}` }
  }
  const told = [...witnessed.answeredHashes].filter(([seq, hash]) => bySeq.get(seq)?.hash !== hash)
  for (const [seq, hash] of told)
    yield { seq, says: `the host answered hash ${hash}, Postgres holds ${bySeq.get(seq)?.hash}` }
  for (const seq of witnessed.contradictions) yield { seq, says: 'Temporal holds two different events under this seq' }
  const broken = firstBrokenLink([...witnessed.events.values()].sort((a, b) => a.seq - b.seq))
  if (broken !== null && witnessed.incomplete.length === 0) yield { seq: broken, says: 'the chain breaks here' }
  for (const workflowId of witnessed.incomplete)
    yield { seq: null, says: `Temporal keeps no earlier history of ${workflowId}` }
}

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
