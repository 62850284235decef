import type { Migration } from 'kysely'
import { sql } from 'kysely'

// Ids are given before commit, so a later id may become visible first; transactions below a snapshot's xmin are all over.
const transactions = `
create index audit_event_of_transaction on audit_event (xid, id);
alter table notification add column xid xid8 not null default pg_current_xact_id();
create index notification_of_transaction on notification (xid, id);
`

/** Lets whoever follows changes read exactly what was written since they last looked. */
export const changesInOrder: Migration = { up: async (db) => void (await sql.raw(transactions).execute(db)) }
