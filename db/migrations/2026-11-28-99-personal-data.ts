import type { Migration } from 'kysely'
import { sql } from 'kysely'

const tables = `
create table personal_data (
  sop_run_id text primary key,
  state text not null check (state in ('restricted', 'erased')),
  erasure_id text not null,
  since timestamptz not null default clock_timestamp()
);

create table erasure (
  id text primary key,
  store_id text not null,
  sop_run_id text not null,
  scope text not null check (scope in ('run', 'order', 'buyer')),
  run_ids jsonb not null,
  legal_basis text not null,
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null default clock_timestamp(),
  state text not null default 'asked' check (state in ('asked', 'refused', 'restricted', 'erased')),
  decided_by text check (decided_by <> asked_by),
  decided_at timestamptz,
  decision_reason text,
  keep_until timestamptz,
  erased_at timestamptz,
  check ((state = 'asked') = (decided_by is null))
);
create unique index erasure_open on erasure (sop_run_id) where state in ('asked', 'restricted');
create index erasure_of_store on erasure (store_id, asked_at desc, id);
create index erasure_due on erasure (keep_until) where state = 'restricted';
`

/** Who asked for whose data to be erased, who else decided, and since when a run's data may not be used. */
export const personalData: Migration = { up: async (db) => void (await sql.raw(tables).execute(db)) }
