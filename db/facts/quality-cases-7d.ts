import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import { countOtherCases } from './count-cases.ts'
import type { Asker, Fact } from './fact.ts'
import { textOf } from './fact.ts'

const qualityReasons = ['quality', 'functional']

/**
 * Quality cases of this SKU in the 7 days before, returns and complaints alike, the asking one too if it is one: runs whose
 * reason is `quality` or `functional` or whose found cause is `quality`, and the platform's cases (rr-close).
 */
export const qualityCases7d: Fact = {
  needs: ['sku'],
  async answer(db, asker, given) {
    const sku = textOf(given, 'sku')
    if (sku === null) return 0
    const since = sql`${asker.at}::timestamptz - interval '7 days'`
    const others = await countOtherCases(db, asker, {
      runs: sql`r.inputs ? 'sku' and r.inputs->>'sku' = ${sku} and r.launched_at > ${since}
        and (r.inputs->>'reason' = any(${qualityReasons}::text[]) or r.values->>'cause' = 'quality')`,
      cases: sql`c.sku = ${sku} and c.reason = any(${qualityReasons}::text[])
        and c.applied_at > ${since} and c.applied_at <= ${asker.at}`,
    })
    return others + ((await isQualityCase(db, asker)) ? 1 : 0)
  },
}

/** Read from the launch row, which is there before the run's first event is recorded. */
async function isQualityCase(db: Connection, asker: Asker): Promise<boolean> {
  const { rows } = await sql`
    select 1 from launch l left join sop_run r on r.id = l.sop_run_id
    where l.sop_run_id = ${asker.sopRunId ?? ''}
      and (l.envelope->'command'->'inputs'->>'reason' = any(${qualityReasons}::text[]) or r.values->>'cause' = 'quality')`.execute(
    db,
  )
  return rows.length > 0
}
