import type { Migration } from 'kysely'
import { sql } from 'kysely'

// No foreign key touches history: a cascade would delete what no right may delete.
const history = `
create table audit_event (
  id bigint generated always as identity primary key,
  sop_run_id text not null,
  seq integer not null check (seq > 0),
  store_id text not null,
  at timestamptz not null,
  type text not null,
  person_id text not null,
  role text,
  on_behalf_of text,
  door text not null,
  step_id text,
  step_key text,
  data jsonb not null,
  body text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  workflow_id text not null,
  temporal_run_id text not null,
  command_id text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id(),
  unique (sop_run_id, seq)
);
create index audit_event_of_command on audit_event (command_id);
create index audit_event_of_store on audit_event (store_id, id);

create table admin_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  person_id text not null,
  action text not null,
  store_id text,
  object_type text not null,
  object_id text not null,
  before jsonb,
  after jsonb
);
create index admin_event_of_object on admin_event (object_type, object_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused; write a further event instead', tg_table_name, tg_op
    using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete on audit_event for each row execute function refuse_change();
create trigger never_emptied before truncate on audit_event for each statement execute function refuse_change();
create trigger append_only before update or delete on admin_event for each row execute function refuse_change();
create trigger never_emptied before truncate on admin_event for each statement execute function refuse_change();
`

const doors = `
create table draft (
  task_id text not null,
  person_id text not null,
  answers jsonb not null,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (task_id, person_id)
);

create table idempotency (
  command_id text primary key,
  person_id text,
  key text,
  request_hash text,
  sop_run_id text,
  state text not null default 'in_progress' check (state in ('in_progress', 'done')),
  answer json,
  status integer,
  body json,
  begun_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz,
  unique (person_id, key)
);
create index idempotency_of_run on idempotency (sop_run_id) where sop_run_id is not null;
create index idempotency_expired on idempotency (expires_at) where expires_at is not null;

create table external_event (
  id text primary key,
  store_id text not null,
  type text not null,
  key text,
  data jsonb not null,
  at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  delivered_at timestamptz
);
create index external_event_undelivered on external_event (received_at) where delivered_at is null;
`

/** The append-only history, and what the doors keep for themselves. */
export const historyAndDoors: Migration = {
  up: async (db) => {
    await sql.raw(history).execute(db)
    await sql.raw(doors).execute(db)
  },
}
