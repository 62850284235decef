import type { Migration } from 'kysely'
import { sql } from 'kysely'

// A count on the shelves may find fewer pieces than are promised; that is news, not an error.
const changes = `
create index sop_run_with_launch on sop_run (store_id) where inputs ? 'launch_at';
create index sop_run_with_campaign on sop_run (store_id) where inputs ? 'campaign_day';
alter table stock drop constraint stock_check;
alter table stock add check (locked >= 0);
`

/** Few runs plan a launch or a campaign; facts about them need not look through all the others. */
export const indexesOfFacts: Migration = { up: async (db) => void (await sql.raw(changes).execute(db)) }
