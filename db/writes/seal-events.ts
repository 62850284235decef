import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** Takes the sealer's place until the transaction ends; false while somebody else has it. */
export async function takeSealersPlace(trx: Connection): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('zhangfa sealer', 0)) as taken`.execute(trx)
  return rows[0]?.taken === true
}

/** No transaction below this one can still add an event. A transaction's number, as text. */
export async function readSettledTransaction(trx: Connection): Promise<string> {
  const { rows } = await sql<{ below: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as below`.execute(trx)
  return rows[0]?.below ?? '0'
}

export interface LogStretch {
  /** Events of transactions from this one on … */
  from: string
  /** … up to, not including, this one. */
  below: string
  /** Place of the first event added. */
  first: number
  most: number
}

/**
 * Gives events that are not in the log their places, in the order of their ids; runs before the house.
 * @returns their leaves in the order of the log.
 */
export async function addToLog(trx: Connection, { from, below, first, most }: LogStretch): Promise<Buffer[]> {
  const { rows } = await sql<{ leaf: Buffer }>`
    with fresh as (
      (select 0 as place, 'run' as kind, id, body from audit_event e
        where xid >= ${from}::xid8 and xid < ${below}::xid8
          and not exists (select from audit_log_index i where i.kind = 'run' and i.event_id = e.id)
        order by id limit ${most})
      union all
      (select 1, 'house', id, body from admin_event e
        where xid >= ${from}::xid8 and xid < ${below}::xid8
          and not exists (select from audit_log_index i where i.kind = 'house' and i.event_id = e.id)
        order by id limit ${most})
    ), added as (
      insert into audit_log_index (idx, kind, event_id, leaf)
      select ${first}::bigint + row_number() over (order by place, id) - 1, kind, id,
        sha256(decode('00', 'hex') || convert_to(body, 'UTF8'))
      from fresh returning idx, leaf
    )
    select leaf from added order by idx`.execute(trx)
  return rows.map(({ leaf }) => leaf)
}

/** Keeps inner nodes of the tree. */
export async function keepTreeNodes(
  trx: Connection,
  nodes: readonly { level: number; n: number; hash: Uint8Array }[],
): Promise<void> {
  if (nodes.length === 0) return
  await trx
    .insertInto('auditTree')
    .values(nodes.map(({ level, n, hash }) => ({ level, n, hash: Buffer.from(hash) })))
    .execute()
}

/** Keeps a checkpoint. */
export async function keepCheckpoint(
  trx: Connection,
  { origin, size, root, note }: { origin: string; size: number; root: Uint8Array; note: string },
): Promise<void> {
  await trx
    .insertInto('checkpoint')
    .values({ origin, size, root: Buffer.from(root), note })
    .execute()
}

/** Keeps what a witness wrote under a checkpoint; the same again changes nothing. */
export async function keepCosignature(
  db: Connection,
  row: { origin: string; size: number; witness: string; line: string },
): Promise<void> {
  await db
    .insertInto('checkpointWitness')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
