import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'

/** A parcel is found by the waybill somebody wrote into a step, or by its order. */
export const waybills: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create index step_return_waybill on step ((detail->'answers'->>'return_waybill'))
      where detail->'answers'->>'return_waybill' is not null`.execute(db)
    await sql`create index sop_run_order_no on sop_run (store_id, (inputs->>'order_no'))
      where inputs->>'order_no' is not null`.execute(db)
  },
}
