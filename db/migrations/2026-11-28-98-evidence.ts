import type { Migration } from 'kysely'
import { sql } from 'kysely'

// A file that history names is never deleted as a row; only one that no event took up may go.
const change = `
alter table evidence add column picture_sha256 text;
alter table evidence add column erased_at timestamptz;
create index evidence_of_picture on evidence (picture_sha256) where picture_sha256 is not null;
create index evidence_of_path on evidence (path) where path is not null;
create index evidence_unbound on evidence (at) where seq is null;

create function refuse_bound() returns trigger language plpgsql as $$
begin
  if old.seq is not null then
    raise exception 'evidence % belongs to the history of %: delete is refused', old.id, old.sop_run_id
      using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
create trigger bound_stays before delete on evidence for each row execute function refuse_bound();
`

/** Pictures are known again by their own data; files no event took up can be swept. */
export const evidence: Migration = { up: async (db) => void (await sql.raw(change).execute(db)) }
