import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import type { Asker } from './fact.ts'

/** Which runs and which of the platform's cases are counted; `r` is the run, `c` the case. */
export interface CaseFilter {
  runs: RawBuilder<unknown>
  cases: RawBuilder<unknown>
}

/**
 * Counts cases of the store up to the asking instant: other runs that were not cancelled, and cases of the platform's
 * after-sale desk that no run, the asking one included, handles (told by after-sale or platform case number).
 */
export async function countOtherCases(db: Connection, asker: Asker, filter: CaseFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (
      select count(*) from sop_run r
      where r.store_id = ${asker.storeId} and r.id <> ${asker.sopRunId ?? ''} and r.status <> 'cancelled'
        and r.launched_at <= ${asker.at} and ${filter.runs}
    ) + (
      select count(*) from after_sale_case c
      where c.store_id = ${asker.storeId} and ${filter.cases} and not exists (
        select 1 from sop_run h
        where h.store_id = c.store_id and h.inputs ? 'order_no' and h.inputs->>'order_no' = c.order_no
          and (h.inputs->>'after_sale_no' = c.after_sale_no or h.inputs->>'platform_case_no' = c.platform_case_no)
      )
    ) as count`.execute(db)
  return rows[0]?.count ?? 0
}

/** A run that handles a return: its launch asks what the buyer wants. */
export const isReturn = sql`r.inputs ? 'wanted'`
/** A run that handles a complaint: its launch asks where it came from. */
export const isComplaint = sql`r.inputs ? 'source' and not r.inputs ? 'wanted'`
