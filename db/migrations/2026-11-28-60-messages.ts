import type { Migration } from 'kysely'
import { sql } from 'kysely'

const tables = `
create table robot (
  id text primary key,
  store_id text not null references store,
  kind text not null check (kind in ('dingtalk', 'feishu', 'wecom')),
  name text not null,
  url_sealed text not null,
  secret_sealed text,
  busy_until timestamptz not null default '-infinity',
  removed_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default clock_timestamp()
);
create index robot_of_store on robot (store_id) where removed_at is null;

create table message_choice (
  person_id text primary key references person,
  mail boolean not null,
  robot boolean not null,
  language text not null check (language in ('zh', 'en')),
  digest_minutes integer not null check (digest_minutes between 0 and 240),
  quiet_from text check (quiet_from ~ '^[0-9]{2}:[0-9]{2}$'),
  quiet_to text check (quiet_to ~ '^[0-9]{2}:[0-9]{2}$'),
  check ((quiet_from is null) = (quiet_to is null))
);

create table message (
  id bigint generated always as identity primary key,
  dedupe_key text not null unique,
  person_id text not null,
  store_id text not null,
  channel text not null check (channel in ('mail', 'robot')),
  robot_id text references robot,
  notification_id bigint not null,
  urgent boolean not null,
  planned boolean not null default false,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  lease_until timestamptz,
  error text,
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  check ((channel = 'robot') = (robot_id is not null))
);
create index message_unplanned on message (id) where not planned;
create index message_due on message (next_at, id) where state = 'waiting' and planned;
create index message_sending on message (lease_until) where state = 'sending';
create index message_failed on message (store_id, id desc) where state = 'failed';
`

/** Robots of stores, what people choose to be sent, and the one outbox of messages. */
export const messages: Migration = { up: async (db) => void (await sql.raw(tables).execute(db)) }
