import { sql } from 'kysely'
import type { Fact } from './fact.ts'
import { instantOf } from './fact.ts'

/** Next known campaign day of the store on or after the day of `after`, or null: planned campaigns and the store's list. */
export const nextCampaignDate: Fact = {
  needs: ['after'],
  async answer(db, asker, given) {
    const after = instantOf(given, 'after') ?? asker.at
    const day = /^\d{4}-\d\d-\d\d$/.test(after)
      ? sql`${after}::date`
      : sql`(${after}::timestamptz at time zone s.zone)::date`
    const { rows } = await sql<{ day: string | null }>`
      select min(d.day)::text as day
      from store s
      cross join lateral (
        select case when r.inputs->>'campaign_day' ~ '^\\d{4}-\\d\\d-\\d\\d' then left(r.inputs->>'campaign_day', 10)::date end as day
        from sop_run r where r.store_id = s.id and r.inputs ? 'campaign_day' and r.status <> 'cancelled'
        union all
        select (c->>'on')::date from jsonb_array_elements(s.campaign_days) c
      ) d
      where s.id = ${asker.storeId} and d.day >= ${day}`.execute(db)
    return rows[0]?.day ?? null
  },
}
