import { sql } from 'kysely'
import { countOtherCases } from './count-cases.ts'
import type { Fact } from './fact.ts'
import { textOf } from './fact.ts'

/** How often goods of this order and SKU were refunded before: other runs with a refund number, and the platform's refunds. */
export const refundedBefore: Fact = {
  needs: ['order_no', 'sku'],
  async answer(db, asker, given) {
    const orderNo = textOf(given, 'order_no')
    const sku = textOf(given, 'sku')
    if (orderNo === null || sku === null) return 0
    return countOtherCases(db, asker, {
      runs: sql`r.inputs ? 'order_no' and r.inputs->>'order_no' = ${orderNo} and r.inputs->>'sku' = ${sku}
        and r.values->>'refund_no' is not null`,
      cases: sql`c.order_no = ${orderNo} and (c.sku = ${sku} or c.sku is null) and c.refunded_at <= ${asker.at}`,
    })
  },
}
