import type { Migration } from 'kysely'
import { sql } from 'kysely'

const tables = `
alter table membership add column granted_at timestamptz;
create index membership_ended on membership (to_at) where to_at is not null;
`

/** When a role was given, which may be later than it holds from; and a way to those that have just ended. */
export const givenRoles: Migration = { up: async (db) => void (await sql.raw(tables).execute(db)) }
