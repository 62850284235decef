import type { Migration } from 'kysely'
import { sql } from 'kysely'

// History is searched newest first by arrival; people and periods need ways in of their own, and inserting must stay cheap.
const tables = `
create index audit_event_of_person on audit_event (person_id, id) where person_id <> 'system';
create index audit_event_for_other on audit_event (on_behalf_of, id) where on_behalf_of is not null;
create index audit_event_at on audit_event using brin (at);
create index audit_event_decisions on audit_event (store_id, id)
  where type in ('approval.given', 'approval.rejected');
create index sop_run_ended on sop_run (store_id, sop, ended_at) where ended_at is not null;
create index admin_event_of_store on admin_event (store_id, id);

create table audit_sample (
  id text primary key,
  store_id text not null references store,
  sop text not null,
  outcome text,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  seed text not null,
  size integer not null check (size > 0),
  population integer not null,
  population_sha256 text not null,
  drawn_by text not null,
  drawn_at timestamptz not null default clock_timestamp(),
  conclusion text,
  signed_by text,
  signed_at timestamptz,
  check ((signed_at is null) = (signed_by is null))
);
create index audit_sample_of_store on audit_sample (store_id, drawn_at desc, id);

create table audit_sample_item (
  sample_id text not null references audit_sample,
  n integer not null check (n > 0),
  sop_run_id text not null,
  verdict text check (verdict in ('ok', 'finding')),
  note text,
  noted_by text,
  noted_at timestamptz,
  primary key (sample_id, n)
);

create function refuse_signed() returns trigger language plpgsql as $$
begin
  if exists (select 1 from audit_sample where id = old.sample_id and signed_at is not null) then
    raise exception 'sample % is signed: it changes no more', old.sample_id using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger signed_stays before update on audit_sample_item for each row execute function refuse_signed();
`

/** What auditors search by, and the samples they draw. */
export const auditWork: Migration = { up: async (db) => void (await sql.raw(tables).execute(db)) }
