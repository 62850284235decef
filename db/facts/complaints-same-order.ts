import { sql } from 'kysely'
import { countOtherCases, isComplaint } from './count-cases.ts'
import type { Fact } from './fact.ts'
import { textOf } from './fact.ts'

/** Complaints on this order, the asking one included: 1 = the first (B4-T1). */
export const complaintsSameOrder: Fact = {
  needs: ['order_no'],
  async answer(db, asker, given) {
    const orderNo = textOf(given, 'order_no')
    if (orderNo === null) return 1
    const others = await countOtherCases(db, asker, {
      runs: sql`${isComplaint} and r.inputs ? 'order_no' and r.inputs->>'order_no' = ${orderNo}`,
      cases: sql`c.kind = 'complaint' and c.order_no = ${orderNo} and c.applied_at < ${asker.at}`,
    })
    return others + 1
  },
}
