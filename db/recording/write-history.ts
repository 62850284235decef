import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import type { AuditEventTable } from '../schema/audit-event.ts'
import { insertRows } from './insert-rows.ts'
import type { Head, StorableEvent } from './judge-events.ts'
import type { RecordInput, RunInput } from './record-input.ts'

/** Another transaction has stored some of these events since we looked; look again. */
export class RecordedMeanwhile extends Error {}

/** The last stored event of each of these runs; a run without events has no entry. */
export async function readHeads(connection: Connection, sopRunIds: string[]): Promise<Map<string, Head>> {
  const { rows } = await sql<Head & { id: string }>`
    select r.id, e.seq, e.hash, coalesce(s.seq, 0) as projected_seq from unnest(${sopRunIds}::text[]) as r(id)
    cross join lateral (
      select seq, hash from audit_event where sop_run_id = r.id order by seq desc limit 1
    ) e
    left join sop_run s on s.id = r.id`.execute(connection)
  return new Map(rows.map(({ id, ...head }) => [id, head]))
}

/** Hashes of the events that were handed over although they are stored: by run, by seq. */
export async function readRepeated(
  connection: Connection,
  runs: readonly RunInput[],
  heads: ReadonlyMap<string, Head>,
): Promise<Map<string, Map<number, string>>> {
  const repeated = runs.filter((run) => (run.events[0]?.seq ?? Infinity) <= (heads.get(run.sopRunId)?.seq ?? 0))
  const hashes = new Map(repeated.map((run) => [run.sopRunId, new Map<number, string>()]))
  if (repeated.length === 0) return hashes
  const { rows } = await sql<{ sopRunId: string; seq: number; hash: string }>`
    select e.sop_run_id, e.seq, e.hash
    from unnest(${repeated.map((run) => run.sopRunId)}::text[], ${repeated.map((run) => run.events[0]?.seq ?? 0)}::int[]) as r(id, since)
    join audit_event e on e.sop_run_id = r.id and e.seq >= r.since`.execute(connection)
  for (const { sopRunId, seq, hash } of rows) hashes.get(sopRunId)?.set(seq, hash)
  return hashes
}

type AuditRow = Insertable<AuditEventTable>

const insertEvents = insertRows<AuditRow>(
  'audit_event',
  {
    sopRunId: 'text',
    seq: 'int',
    storeId: 'text',
    at: 'timestamptz',
    type: 'text',
    personId: 'text',
    role: 'text',
    onBehalfOf: 'text',
    door: 'text',
    stepId: 'text',
    stepKey: 'text',
    data: 'jsonb',
    body: 'text',
    hash: 'text',
    workflowId: 'text',
    temporalRunId: 'text',
    commandId: 'text',
  },
  'on conflict (sop_run_id, seq) do nothing',
)

/** Adds events to the history. @throws RecordedMeanwhile when one of them has just been stored by somebody else. */
export async function writeHistory(
  connection: Connection,
  input: Pick<RecordInput, 'workflowId' | 'temporalRunId'>,
  runs: readonly { storeId: string; fresh: readonly StorableEvent[] }[],
): Promise<void> {
  const { workflowId, temporalRunId } = input
  const rows = runs.flatMap(({ storeId, fresh }) =>
    fresh.map(({ event, body }): AuditRow => {
      const { role = null, onBehalfOf = null, stepId = null, stepKey = null } = event
      return { ...event, role, onBehalfOf, stepId, stepKey, storeId, body, workflowId, temporalRunId }
    }),
  )
  const written = await insertEvents(connection, rows)
  if (written < rows.length) throw new RecordedMeanwhile('Some of these events have been recorded meanwhile.')
}
