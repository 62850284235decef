import type { Migration } from 'kysely'
import { sql } from 'kysely'

// Rows of open runs change often: free room in each page keeps their updates off the indexes.
const runTables = `
create table host (
  host_id text primary key,
  workflow_id text not null,
  kind text not null check (kind in ('own', 'desk')),
  store_id text not null,
  sop text not null,
  n integer not null,
  state text not null default 'open' check (state in ('open', 'sealed', 'ended')),
  opened_at timestamptz not null default clock_timestamp()
);
create unique index host_desk on host (store_id, sop, n) where kind = 'desk';
create unique index host_open_desk on host (store_id, sop) where kind = 'desk' and state = 'open';

create table launch (
  sop_run_id text primary key,
  command_id text not null unique,
  person_id text not null,
  host_id text not null,
  store_id text not null,
  sop text not null,
  plan_sha256 text not null,
  correlation_key text,
  envelope json not null,
  state text not null default 'asked' check (state in ('asked', 'answered', 'refused', 'ended')),
  asked_at timestamptz not null default clock_timestamp(),
  settled_at timestamptz
);
create unique index launch_open_correlation on launch (store_id, sop, correlation_key)
  where state in ('asked', 'answered') and correlation_key is not null;
create index launch_unsettled on launch (asked_at) where state = 'asked';

create table sop_run (
  id text primary key,
  sop text not null,
  version text not null,
  plan_sha256 text not null,
  store_id text not null,
  host_id text not null,
  workflow_id text not null,
  temporal_run_id text not null,
  correlation_key text,
  parent_run_id text,
  status text not null,
  outcome text,
  launched_at timestamptz not null,
  launched_by text not null,
  ended_at timestamptz,
  seq integer not null check (seq > 0),
  hash text not null,
  priority double precision not null,
  inputs jsonb not null,
  values jsonb not null,
  rest jsonb not null
) with (fillfactor = 70);
create index sop_run_of_store on sop_run (store_id, launched_at desc, id);
create index sop_run_of_parent on sop_run (parent_run_id) where parent_run_id is not null;
create index sop_run_of_order on sop_run (store_id, (inputs->>'order_no')) where inputs ? 'order_no';
create index sop_run_of_sku on sop_run (store_id, (inputs->>'sku'), launched_at) where inputs ? 'sku';

create table step (
  sop_run_id text not null,
  step_key text not null,
  step_id text not null,
  status text not null,
  revision integer not null,
  role text,
  assignee text,
  due_at timestamptz,
  opened_at timestamptz,
  completed_at timestamptz,
  completed_by text,
  late boolean not null,
  seq integer not null,
  detail jsonb not null,
  primary key (sop_run_id, step_key)
) with (fillfactor = 70);

create table task (
  task_id text primary key,
  sop_run_id text not null,
  step_key text not null,
  level integer,
  store_id text not null,
  sop text not null,
  step_id text not null,
  role text,
  person_id text,
  status text not null check (status in ('open', 'claimed', 'submitted', 'incident')),
  revision integer not null,
  opened_at timestamptz,
  due_at timestamptz,
  hard boolean not null,
  priority double precision not null,
  paused boolean not null,
  urgent_at timestamptz not null,
  due_sort timestamptz not null generated always as (coalesce(due_at, 'infinity'::timestamptz)) stored
) with (fillfactor = 70);
create index task_of_role on task (store_id, role, urgent_at, task_id);
create index task_of_person on task (person_id, urgent_at, task_id) where person_id is not null;
create index task_by_due on task (store_id, due_sort, task_id);
create index task_of_run on task (sop_run_id);

create table comment (
  sop_run_id text not null,
  seq integer not null,
  step_key text,
  person_id text not null,
  at timestamptz not null,
  text text not null,
  primary key (sop_run_id, seq)
);

create table evidence (
  id uuid primary key,
  sop_run_id text not null,
  step_key text,
  file_name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  path text,
  person_id text not null,
  at timestamptz not null default clock_timestamp(),
  seq integer
);
create index evidence_of_run on evidence (sop_run_id);

create table notification (
  id bigint generated always as identity primary key,
  key text not null,
  person_id text not null,
  store_id text not null,
  sop_run_id text not null,
  step_key text,
  notice text not null,
  urgent boolean not null,
  at timestamptz not null,
  read_at timestamptz,
  unique (key, person_id)
);
create index notification_unread on notification (person_id, id) where read_at is null;
`

/** Runs as people read them; the history they come from is the next migration. */
export const runs: Migration = { up: async (db) => void (await sql.raw(runTables).execute(db)) }
