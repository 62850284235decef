import type { Migration } from 'kysely'
import { sql } from 'kysely'

const columns = `
alter table message_choice
  add column mail_muted text[] not null default '{}',
  add column robot_muted text[] not null default '{}',
  add column quiet_zone text;
alter table robot add column disabled_at timestamptz;
alter table message add column left_at timestamptz;
`

/** Kinds of notices a person leaves out per way, quiet hours by their own clock, robots switched off, and when a message left the house. */
export const messageChoices: Migration = { up: async (db) => void (await sql.raw(columns).execute(db)) }
