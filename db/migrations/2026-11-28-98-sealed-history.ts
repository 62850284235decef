import type { Migration } from 'kysely'
import { sql } from 'kysely'

// The text an act of administration is sealed by: made by the database, so that nobody who adds one can choose it.
const houseBodies = `
alter table admin_event add column xid xid8 not null default pg_current_xact_id();
alter table admin_event add column body text;

create function admin_event_body(e admin_event) returns text language sql stable as $$
  select jsonb_build_object(
    'id', e.id, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'personId', e.person_id, 'action', e.action, 'storeId', e.store_id, 'objectType', e.object_type,
    'objectId', e.object_id, 'before', e.before, 'after', e.after)::text
$$;

alter table admin_event disable trigger append_only;
update admin_event e set body = admin_event_body(e);
alter table admin_event enable trigger append_only;
alter table admin_event alter column body set not null;

create function write_admin_event_body() returns trigger language plpgsql as $$
begin
  new.xid := pg_current_xact_id();
  new.body := admin_event_body(new);
  return new;
end $$;
create trigger body_is_ours before insert on admin_event for each row execute function write_admin_event_body();
`

// The log over both histories. No foreign key touches history, and nothing here is ever changed either.
const log = `
create index admin_event_of_transaction on admin_event (xid);

create table audit_log_index (
  idx bigint primary key check (idx >= 0),
  kind text not null check (kind in ('run', 'house')),
  event_id bigint not null,
  leaf bytea not null check (length(leaf) = 32),
  unique (kind, event_id)
);

create table audit_tree (
  level integer not null check (level >= 1),
  n bigint not null check (n >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (level, n)
);

create table checkpoint (
  origin text not null,
  size bigint not null check (size > 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (origin, size)
);

create table checkpoint_witness (
  origin text not null,
  size bigint not null,
  witness text not null,
  line text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (origin, size, witness)
);
`

const guarded = ['audit_log_index', 'audit_tree', 'checkpoint', 'checkpoint_witness']

/** One log over the histories of runs and of the house, sealed by a tree of hashes and signed checkpoints. */
export const sealedHistory: Migration = {
  up: async (db) => {
    await sql.raw(houseBodies).execute(db)
    await sql.raw(log).execute(db)
    for (const table of guarded)
      await sql
        .raw(
          `create trigger append_only before update or delete on ${table} for each row execute function refuse_change();
           create trigger never_emptied before truncate on ${table} for each statement execute function refuse_change();`,
        )
        .execute(db)
  },
}
