import type { Migration } from 'kysely'
import { sql } from 'kysely'

const tables = `
alter table person add column oidc_subject text unique;
create table first_admin (
  token_hash text primary key,
  expires_at timestamptz not null,
  used_at timestamptz
);
`

/** Who somebody is at the company's own sign-in, and the one link a new house is entered by. */
export const houseSignIn: Migration = { up: async (db) => void (await sql.raw(tables).execute(db)) }
