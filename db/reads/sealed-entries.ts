import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** A place of the log with what stands there now; null where there is nothing any more. */
export interface SealedEntry {
  idx: number
  kind: 'run' | 'house'
  leaf: Buffer
  run: string | null
  seq: number | null
  storeId: string | null
  hash: string | null
  body: string | null
  /** What pages show of it beside its body. */
  shown: { type: string; at: string; personId: string; data: unknown } | null
  /** The house's: whether its columns still say what its body says. */
  same: boolean | null
}

const pageSize = 2_000

/** The log in its order, page by page, from its first entry up to `size`; or only the events of one run or of some stores. */
export async function* readSealedEntries(
  db: Connection,
  { runId, stores, size }: { runId?: string; stores?: readonly string[]; size: number },
): AsyncGenerator<SealedEntry[]> {
  const scope =
    runId !== undefined
      ? sql`i.kind = 'run' and e.sop_run_id = ${runId}`
      : stores !== undefined
        ? sql`i.kind = 'run' and e.store_id = any(${[...stores]})`
        : sql`true`
  for (let after = -1; ;) {
    const { rows } = await sql<SealedEntry>`
      select i.idx, i.kind, i.leaf, e.sop_run_id as run, e.seq, e.store_id, e.hash, coalesce(e.body, a.body) as body,
        case when e.id is not null
          then json_build_object('type', e.type, 'at', e.at, 'personId', e.person_id, 'data', e.data) end as shown,
        case when a.id is not null then a.body = admin_event_body(a) end as same
      from audit_log_index i
      left join audit_event e on i.kind = 'run' and e.id = i.event_id
      left join admin_event a on i.kind = 'house' and a.id = i.event_id
      where i.idx > ${after} and i.idx < ${size} and ${scope} order by i.idx limit ${pageSize}`.execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < pageSize) return
    after = rows.at(-1)?.idx ?? after
  }
}

/** Size and root of every checkpoint of every log, smallest first. */
export async function readCheckpointRoots(db: Connection): Promise<{ origin: string; size: number; root: Buffer }[]> {
  return db.selectFrom('checkpoint').select(['origin', 'size', 'root']).orderBy('size').execute()
}
