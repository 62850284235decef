import { sql } from 'kysely'
import { countOtherCases, isComplaint } from './count-cases.ts'
import type { Fact } from './fact.ts'
import { textOf } from './fact.ts'

/** Other complaints about this SKU in the 24 hours before (B4-T1). */
export const similarComplaints24h: Fact = {
  needs: ['sku'],
  async answer(db, asker, given) {
    const sku = textOf(given, 'sku')
    if (sku === null) return 0
    const since = sql`${asker.at}::timestamptz - interval '24 hours'`
    return countOtherCases(db, asker, {
      runs: sql`${isComplaint} and r.inputs ? 'sku' and r.inputs->>'sku' = ${sku} and r.launched_at > ${since}`,
      cases: sql`c.kind = 'complaint' and c.sku = ${sku} and c.applied_at > ${since} and c.applied_at <= ${asker.at}`,
    })
  },
}
