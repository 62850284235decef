import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Connection } from '../database.ts'

/** What an export holds in words; everything else of the log is in it by hash at most. */
export interface ExportScope {
  /** Runs of these stores. */
  stores: readonly string[]
  /** Only these runs; null = all of the stores. */
  runs: readonly string[] | null
  /** Acts of the house on these stores and on none; null = no acts. */
  houseStores: readonly string[] | null
  /** Only acts on this run. */
  houseRun: string | null
  /** Entries up to this size of the log count as sealed. */
  size: number
  /** What came later is left out. */
  lastEventId: number
  lastHouseId: number
}

export interface ExportedEvent {
  idx: number | null
  id: number
  run: string
  seq: number
  type: string
  hash: string
  body: string
}

export interface ExportedAct {
  idx: number | null
  id: number
  body: string
}

const pageSize = 2_000

/** Newest ids of both histories. */
export async function readLastIds(db: Connection): Promise<{ lastEventId: number; lastHouseId: number }> {
  const { rows } = await sql<{ lastEventId: number; lastHouseId: number }>`
    select coalesce((select max(id) from audit_event), 0) as last_event_id,
      coalesce((select max(id) from admin_event), 0) as last_house_id`.execute(db)
  return rows[0] ?? { lastEventId: 0, lastHouseId: 0 }
}

/** Runs of stores in which something happened in a period, with the most that are asked for and one more. */
export async function readRunsOfPeriod(
  db: Connection,
  { stores, fromAt, toAt, most }: { stores: readonly string[]; fromAt: string; toAt: string; most: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('auditEvent')
    .select('sopRunId')
    .distinct()
    .where('storeId', '=', sql<string>`any(${[...stores]})`)
    .where('at', '>=', fromAt)
    .where('at', '<', toAt)
    .limit(most + 1)
    .execute()
  return rows.map(({ sopRunId }) => sopRunId)
}

/** Events of runs in the order of the log, then those that are not sealed; whole pages at a time. */
export async function* readExportedEvents(db: Connection, scope: ExportScope): AsyncGenerator<ExportedEvent[]> {
  const runs = scope.runs === null ? sql`true` : sql`e.sop_run_id = any(${[...scope.runs]})`
  const mine = sql`e.store_id = any(${[...scope.stores]}) and ${runs} and e.id <= ${scope.lastEventId}`
  const columns = sql`e.id, e.sop_run_id as run, e.seq, e.type, e.hash, e.body`
  yield* sealedPages<ExportedEvent>(
    db,
    (after) =>
      sql`select i.idx, ${columns} from audit_log_index i join audit_event e on e.id = i.event_id
      where i.kind = 'run' and i.idx > ${after} and i.idx < ${scope.size} and ${mine} order by i.idx limit ${pageSize}`,
  )
  yield* unsealedPages<ExportedEvent>(
    db,
    (after) =>
      sql`select null as idx, ${columns} from audit_event e where e.id > ${after} and ${mine} and not exists (
      select from audit_log_index i where i.kind = 'run' and i.event_id = e.id and i.idx < ${scope.size})
      order by e.id limit ${pageSize}`,
  )
}

/** Acts of the house in the order of the log, then those that are not sealed. */
export async function* readExportedActs(db: Connection, scope: ExportScope): AsyncGenerator<ExportedAct[]> {
  if (scope.houseStores === null) return
  const mine = sql`${visibleActs(scope)} and a.id <= ${scope.lastHouseId}`
  yield* sealedPages<ExportedAct>(
    db,
    (after) =>
      sql`select i.idx, a.id, a.body from audit_log_index i join admin_event a on a.id = i.event_id
      where i.kind = 'house' and i.idx > ${after} and i.idx < ${scope.size} and ${mine} order by i.idx limit ${pageSize}`,
  )
  yield* unsealedPages<ExportedAct>(
    db,
    (after) =>
      sql`select null as idx, a.id, a.body from admin_event a where a.id > ${after} and ${mine} and not exists (
      select from audit_log_index i where i.kind = 'house' and i.event_id = a.id and i.idx < ${scope.size})
      order by a.id limit ${pageSize}`,
  )
}

/** Hashes of all sealed entries that the export does not show. */
export async function* readOtherLeaves(
  db: Connection,
  scope: ExportScope,
): AsyncGenerator<{ idx: number; leaf: Buffer }[]> {
  const house = scope.houseStores === null ? sql`false` : visibleActs(scope)
  yield* sealedPages<{ idx: number; leaf: Buffer }>(
    db,
    (after) =>
      sql`select i.idx, i.leaf from audit_log_index i
      left join audit_event e on i.kind = 'run' and e.id = i.event_id
      left join admin_event a on i.kind = 'house' and a.id = i.event_id
      where i.idx > ${after} and i.idx < ${scope.size}
        and not coalesce(case when i.kind = 'run' then e.store_id = any(${[...scope.stores]}) else ${house} end, false)
      order by i.idx limit ${pageSize}`,
  )
}

function visibleActs({ houseStores, houseRun }: ExportScope): RawBuilder<unknown> {
  const stores = sql`(a.store_id is null or a.store_id = any(${[...(houseStores ?? [])]}))`
  return houseRun === null ? stores : sql`(${stores} and a.object_type = 'run' and a.object_id = ${houseRun})`
}

async function* sealedPages<Row extends { idx: number | null }>(
  db: Connection,
  page: (after: number) => RawBuilder<unknown>,
): AsyncGenerator<Row[]> {
  for (let after = -1; ;) {
    const { rows } = await (page(after) as RawBuilder<Row>).execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < pageSize) return
    after = rows.at(-1)?.idx ?? after
  }
}

async function* unsealedPages<Row extends { id: number }>(
  db: Connection,
  page: (after: number) => RawBuilder<unknown>,
): AsyncGenerator<Row[]> {
  for (let after = 0; ;) {
    const { rows } = await (page(after) as RawBuilder<Row>).execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < pageSize) return
    after = rows.at(-1)?.id ?? after
  }
}
