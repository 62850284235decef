import type { Migration } from 'kysely'
import { sql } from 'kysely'

const table = `
create table subject_key (
  sop_run_id text primary key,
  wrapped text not null,
  made_at timestamptz not null default clock_timestamp()
);
`

/** Keys of sealed personal data: of the API alone, so that neither worker nor history ever reads what they cover. */
export const subjectKeys: Migration = { up: async (db) => void (await sql.raw(table).execute(db)) }
