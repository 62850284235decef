import type { Migration } from 'kysely'
import { sql } from 'kysely'

const tables = `
create table shift (
  id text primary key,
  store_id text not null references store,
  person_id text not null references person,
  role text not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  entered_by text not null
);
create index shift_of_store on shift (store_id, to_at);
create index shift_of_person on shift (person_id, to_at);
alter table absence add column reason text, add column entered_by text;
alter table session add column agent text;
create index absence_until on absence (to_at);
`

/** Who is on duty when, why somebody is away, and on which device a session was opened. */
export const shifts: Migration = { up: async (db) => void (await sql.raw(tables).execute(db)) }
