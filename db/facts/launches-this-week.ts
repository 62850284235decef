import { sql } from 'kysely'
import type { Fact } from './fact.ts'
import { instantOf } from './fact.ts'

/**
 * Other launch occasions (different planned instants, however many items) in the Monday-to-Sunday week of `at`, in the store's
 * zone; items launched together with the asking run are one occasion with it. Runs that ended without publishing do not count
 * (launch.per_week).
 */
export const launchesThisWeek: Fact = {
  needs: ['at'],
  async answer(db, asker, given) {
    const at = instantOf(given, 'at') ?? asker.at
    const { rows } = await sql<{ occasions: number }>`
      with planned as (
        select r.id, case when r.inputs->>'launch_at' ~ '^\\d{4}-\\d\\d-\\d\\dT' then (r.inputs->>'launch_at')::timestamptz end as slot
        from sop_run r
        where r.store_id = ${asker.storeId} and r.inputs ? 'launch_at'
          and (r.status in ('running', 'paused', 'incident') or r.values->>'published_at' is not null)
      ), own as (
        select coalesce((select slot from planned where id = ${asker.sopRunId ?? ''}), ${at}::timestamptz) as slot
      )
      select count(distinct p.slot) as occasions
      from planned p, own, store s
      where s.id = ${asker.storeId} and p.slot <> own.slot
        and date_trunc('week', p.slot at time zone s.zone) = date_trunc('week', ${at}::timestamptz at time zone s.zone)`.execute(
      db,
    )
    return rows[0]?.occasions ?? 0
  },
}
