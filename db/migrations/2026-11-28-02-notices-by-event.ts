import type { Migration } from 'kysely'
import { sql } from 'kysely'

// What a notice says is read from its event; notices written before know none.
const notices = `
alter table notification add column seq integer;
create index notification_of_person on notification (person_id, (read_at is not null), id desc);
drop index notification_unread;
`

/** A notice names the event it tells of, and is read unread first. */
export const noticesByEvent: Migration = { up: async (db) => void (await sql.raw(notices).execute(db)) }
