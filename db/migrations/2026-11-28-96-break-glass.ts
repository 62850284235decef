import type { Migration } from 'kysely'
import { sql } from 'kysely'

const tables = `
create table break_glass (
  id text primary key,
  store_id text not null references store,
  person_id text not null references person,
  role text not null,
  reason text not null check (reason <> ''),
  opened_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > opened_at and ends_at <= opened_at + interval '60 minutes'),
  verdict text check (verdict in ('ok', 'finding')),
  note text,
  reviewed_by text references person check (reviewed_by <> person_id),
  reviewed_at timestamptz,
  check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_at is null) = (verdict is null))
);
create index break_glass_of_store on break_glass (store_id, opened_at desc, id);
create index break_glass_of_person on break_glass (person_id, ends_at);
`

/** Roles taken for an hour at most in an emergency, and what another person said of it afterwards. */
export const breakGlass: Migration = { up: async (db) => void (await sql.raw(tables).execute(db)) }
