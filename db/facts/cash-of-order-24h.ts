import { sql } from 'kysely'
import type { Fact } from './fact.ts'
import { textOf } from './fact.ts'

/**
 * Cash, in fen, that other cases of this order ask for and that were launched within 24 h: what was decided, and as long as
 * nothing is, all that was paid for the goods, so that two cases opened side by side count each other.
 */
export const cashOfOrder24h: Fact = {
  needs: ['order_no'],
  async answer(db, asker, given) {
    const orderNo = textOf(given, 'order_no')
    if (orderNo === null) return 0
    const { rows } = await sql<{ fen: number }>`
      select coalesce(sum(coalesce(
        (r.values->>'approval_amount')::numeric, (r.values->>'comp_amount')::numeric, (r.inputs->>'item_paid')::numeric, 0
      )), 0)::int8 as fen
      from sop_run r
      where r.store_id = ${asker.storeId} and r.inputs ? 'order_no' and r.inputs->>'order_no' = ${orderNo}
        and r.id <> ${asker.sopRunId ?? ''} and r.parent_run_id is null and r.status <> 'cancelled'
        and r.launched_at <= ${asker.at} and r.launched_at > ${asker.at}::timestamptz - interval '24 hours'`.execute(db)
    return Number(rows[0]?.fen ?? 0)
  },
}
