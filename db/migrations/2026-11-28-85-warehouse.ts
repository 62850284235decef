import type { Migration } from 'kysely'
import { sql } from 'kysely'

const tables = `
create table parcel_scan (
  id text primary key,
  store_id text not null references store,
  waybill text not null,
  person_id text not null references person,
  at timestamptz not null,
  verdict text not null check (verdict in ('open', 'theirs', 'inspected', 'waiting', 'elsewhere', 'unknown')),
  sop_run_id text,
  task_id text
);
create index parcel_scan_of_store on parcel_scan (store_id, at desc, id desc);

create table handover (
  store_id text not null references store,
  day date not null,
  content text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  handed_by text not null references person,
  handed_at timestamptz not null,
  taken_by text references person,
  taken_at timestamptz,
  primary key (store_id, day),
  check ((taken_by is null) = (taken_at is null)),
  check (taken_by <> handed_by)
);

create function refuse_taken_over() returns trigger language plpgsql as $$
begin
  if old.taken_by is not null then
    raise exception 'the sheet of % is signed by both: it changes no more', old.day using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger taken_over_stays before update or delete on handover for each row execute function refuse_taken_over();

create index step_parcel_done on step (completed_at)
  where completed_at is not null and detail->'answers' ?| array['arrival', 'grade', 'disposal', 'claim'];
`

/** What a warehouse scans, and the sheet it hands over at the end of a day. */
export const warehouse: Migration = { up: async (db) => void (await sql.raw(tables).execute(db)) }
