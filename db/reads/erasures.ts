import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import type { ErasureScope, ErasureState, ErasureTable } from '../schema/erasure.ts'

export type ErasureRow = Selectable<ErasureTable>

/** One wish to erase, or null. */
export async function readErasure(db: Connection, id: string): Promise<ErasureRow | null> {
  return (await db.selectFrom('erasure').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

export interface ErasureFilter {
  stores: readonly string[]
  state?: ErasureState
  runId?: string
  after?: { askedAt: string; id: string }
  limit: number
}

/** Wishes to erase in these stores, newest first. */
export async function readErasures(db: Connection, filter: ErasureFilter): Promise<ErasureRow[]> {
  const { stores, state, runId, after, limit } = filter
  if (stores.length === 0) return []
  let query = db
    .selectFrom('erasure')
    .selectAll()
    .where('storeId', 'in', [...stores])
  if (state !== undefined) query = query.where('state', '=', state)
  if (runId !== undefined) query = query.where(sql<boolean>`run_ids ? ${runId}`)
  if (after) query = query.where(sql<boolean>`(asked_at, id) < (${after.askedAt}::timestamptz, ${after.id})`)
  return query.orderBy('askedAt', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

export interface CoveredRun {
  id: string
  endedAt: string | null
}

/**
 * Runs of a store a wish covers: the run itself, all of its order, or all of its buyer's orders as the store's data know them.
 * The run itself is always among them.
 */
export async function readCoveredRuns(
  db: Connection,
  of: { sopRunId: string; storeId: string; scope: ErasureScope },
): Promise<CoveredRun[]> {
  const orders = sql<string>`
    select asked.inputs->>'order_no' from sop_run asked where asked.id = ${of.sopRunId}`
  const ofBuyer = sql<string>`
    select o.order_no from shop_order o join shop_order known on known.store_id = o.store_id and known.buyer_key = o.buyer_key
    where known.store_id = ${of.storeId} and known.order_no in (${orders})`
  const wanted =
    of.scope === 'run'
      ? sql<boolean>`false`
      : sql<boolean>`inputs->>'order_no' in (${of.scope === 'order' ? orders : sql`${orders} union ${ofBuyer}`})`
  return db
    .selectFrom('sopRun')
    .select(['id', 'endedAt'])
    .where('storeId', '=', of.storeId)
    .where((eb) => eb.or([eb('id', '=', of.sopRunId), wanted]))
    .orderBy('id')
    .execute()
}

/** When each of these runs ended; null = it is still open. */
export async function readEnds(db: Connection, runIds: readonly string[]): Promise<CoveredRun[]> {
  if (runIds.length === 0) return []
  return db
    .selectFrom('sopRun')
    .select(['id', 'endedAt'])
    .where('id', 'in', [...runIds])
    .execute()
}
