import type { Migration } from 'kysely'
import { sql } from 'kysely'

const tables = `
create table store (
  id text primary key,
  name text not null,
  zone text not null,
  calendar jsonb not null,
  hosting_overrides jsonb not null default '{}',
  campaign_days jsonb not null default '[]',
  created_at timestamptz not null default clock_timestamp()
);

create table person (
  id text primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  password_hash text,
  disabled_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);

create table membership (
  id text primary key,
  person_id text not null references person,
  role text not null,
  store_id text not null references store,
  from_at timestamptz not null default clock_timestamp(),
  to_at timestamptz check (to_at >= from_at),
  granted_by text not null
);
create unique index membership_open on membership (person_id, role, store_id) where to_at is null;
create index membership_of_store on membership (store_id, role);

create table absence (
  id text primary key,
  person_id text not null references person,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  substitute_id text references person check (substitute_id <> person_id)
);
create index absence_of_person on absence (person_id, to_at);

create table session (
  token_hash text primary key,
  person_id text not null references person,
  created_at timestamptz not null default clock_timestamp(),
  idle_expires_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_of_person on session (person_id);
create index session_expired on session (expires_at);

create table sop_definition (
  id text primary key,
  sop text not null,
  version text not null,
  sha256 text not null,
  plan json not null,
  yaml text not null,
  status text not null default 'draft' check (status in ('draft', 'published')),
  author_id text not null,
  saved_at timestamptz not null default clock_timestamp(),
  published_by text,
  published_at timestamptz,
  unique (sop, version),
  check ((status = 'published') = (published_at is not null))
);
create index sop_definition_by_hash on sop_definition (sha256);

create table parameter_override (
  store_id text not null references store,
  sop text not null,
  name text not null,
  value json not null,
  set_by text not null,
  set_at timestamptz not null default clock_timestamp(),
  primary key (store_id, sop, name)
);

create table heartbeat (
  process text primary key,
  kind text not null,
  seen_at timestamptz not null default clock_timestamp()
);
`

/** Who works where, what the playbooks say. */
export const peopleAndPlaybooks: Migration = { up: async (db) => void (await sql.raw(tables).execute(db)) }
