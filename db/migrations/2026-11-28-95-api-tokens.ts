import type { Migration } from 'kysely'
import { sql } from 'kysely'

const tables = `
create table api_token (
  id text primary key,
  person_id text not null references person,
  name text not null,
  token_hash text not null unique,
  shown_start text not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_of_person on api_token (person_id, created_at desc);
`

/** Keys a person gives to programs; never the key itself, and never more than the person may. */
export const apiTokens: Migration = { up: async (db) => void (await sql.raw(tables).execute(db)) }
