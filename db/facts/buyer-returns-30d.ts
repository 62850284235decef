import { sql } from 'kysely'
import { countOtherCases, isReturn } from './count-cases.ts'
import type { Fact } from './fact.ts'
import { textOf } from './fact.ts'

/**
 * Returns of the buyer of this order in the 30 days before, the asking one left out: other runs on any of the buyer's orders,
 * and the platform's cases on the buyer's other orders. 0 when the buyer is not known.
 */
export const buyerReturns30d: Fact = {
  needs: ['order_no'],
  async answer(db, asker, given) {
    const orderNo = textOf(given, 'order_no')
    if (orderNo === null) return 0
    const ordersOfBuyer = sql`
      select o.order_no from shop_order o
      join shop_order asked on asked.store_id = o.store_id and asked.buyer_key = o.buyer_key
      where asked.store_id = ${asker.storeId} and asked.order_no = ${orderNo}`
    const since = sql`${asker.at}::timestamptz - interval '30 days'`
    return countOtherCases(db, asker, {
      runs: sql`${isReturn} and r.inputs ? 'order_no' and r.launched_at > ${since}
        and (r.inputs->>'order_no' = ${orderNo} or r.inputs->>'order_no' in (${ordersOfBuyer}))`,
      cases: sql`c.kind = 'return' and c.order_no <> ${orderNo} and c.order_no in (${ordersOfBuyer})
        and c.applied_at > ${since} and c.applied_at <= ${asker.at}`,
    })
  },
}
