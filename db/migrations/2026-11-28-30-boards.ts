import type { Migration } from 'kysely'
import { sql } from 'kysely'

// A run's status changes rarely, so its other updates still stay off this index; history only ever grows.
const boardTables = `
create table saved_view (
  id text primary key,
  person_id text not null references person,
  page text not null,
  name text not null,
  search jsonb not null,
  saved_at timestamptz not null default clock_timestamp(),
  unique (person_id, page, name)
);
create index sop_run_open on sop_run (store_id, sop) where status in ('running', 'paused', 'incident');
create index audit_event_completed on audit_event (store_id, at) where type = 'step.completed';
`

/** What boards, saved views and reports are read from. */
export const boards: Migration = { up: async (db) => void (await sql.raw(boardTables).execute(db)) }
