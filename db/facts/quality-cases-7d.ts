import { sql } from 'kysely'
import type { Asker, Fact } from './fact.ts'
import { countOtherCases } from './count-cases.ts'
import { textOf } from './fact.ts'

/**
 * Quality cases of this SKU in the 7 days before, returns and complaints alike: runs whose reason (or found cause) is
 * `quality`, the asking one too if it is one, and the platform's cases (rr-close).
 */
export const qualityCases7d: Fact = {
  needs: ['sku'],
  async answer(db, asker, given) {
    const sku = textOf(given, 'sku')
    if (sku === null) return 0
    const since = sql`${asker.at}::timestamptz - interval '7 days'`
    const everyRun: Asker = { ...asker, sopRunId: null }
    return countOtherCases(db, everyRun, {
      runs: sql`r.inputs ? 'sku' and r.inputs->>'sku' = ${sku} and r.launched_at > ${since}
        and (r.inputs->>'reason' = 'quality' or r.values->>'cause' = 'quality')`,
      cases: sql`c.sku = ${sku} and c.reason = 'quality' and c.applied_at > ${since} and c.applied_at <= ${asker.at}`,
    })
  },
}
