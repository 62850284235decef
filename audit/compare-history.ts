import type { Client } from '@temporalio/client'
import type { PayloadCodec } from '@temporalio/common'
import type { Database } from '#db/database.ts'
import { readRunHistory } from '#dispatch/read-run-history.ts'
import type { WitnessedRun } from '#dispatch/read-run-history.ts'
import { eventBody, firstBrokenLink } from '#engine/history/chain.ts'

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
  /** `lost`: only Temporal has it; `unwitnessed`: only Postgres has it; `gone`: Temporal keeps it no longer. */
  kind: 'lost' | 'unwitnessed' | 'unlike' | 'gone'
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
  if (seqs.length === 0) yield { seq: null, kind: 'gone', says: 'neither Temporal nor Postgres knows this run' }
  for (const seq of seqs) {
    const row = bySeq.get(seq)
    const event = witnessed.events.get(seq)
    if (!row) yield { seq, kind: 'lost', says: 'in Temporal, not in Postgres (lost, or not recorded yet)' }
    else if (!event)
      yield { seq, kind: 'unwitnessed', says: 'in Postgres, not in Temporal (no longer kept, or never witnessed)' }
    else if (eventBody(event) !== row.body)
      yield { seq, kind: 'unlike', says: `Temporal: ${eventBody(event)} | Postgres: ${row.body}` }
    else if (event.hash !== row.hash)
      yield { seq, kind: 'unlike', says: `hash in Temporal ${event.hash}, in Postgres ${row.hash}` }
  }
  const told = [...witnessed.answeredHashes].filter(([seq, hash]) => bySeq.get(seq)?.hash !== hash)
  for (const [seq, hash] of told)
    yield { seq, kind: 'unlike', says: `the host answered hash ${hash}, Postgres holds ${bySeq.get(seq)?.hash}` }
  for (const seq of witnessed.contradictions)
    yield { seq, kind: 'unlike', says: 'Temporal holds two different events under this seq' }
  const broken = firstBrokenLink([...witnessed.events.values()].sort((a, b) => a.seq - b.seq))
  if (broken !== null && witnessed.incomplete.length === 0)
    yield { seq: broken, kind: 'unlike', says: 'the chain breaks here' }
  for (const workflowId of witnessed.incomplete)
    yield { seq: null, kind: 'gone', says: `Temporal keeps no earlier history of ${workflowId}` }
}
