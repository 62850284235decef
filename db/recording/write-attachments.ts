import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { RunEvent } from '#engine/model/run-event.ts'
import type { Connection } from '../database.ts'
import { storableJson } from '../json-parameter.ts'
import type { CommentTable } from '../schema/comment.ts'
import { insertRows } from './insert-rows.ts'
import type { NoticeInput } from './record-input.ts'

const insertComments = insertRows<Insertable<CommentTable>>(
  'comment',
  { sopRunId: 'text', seq: 'int', stepKey: 'text', personId: 'text', at: 'timestamptz', text: 'text' },
  'on conflict (sop_run_id, seq) do nothing',
)

interface EvidenceRow {
  id: unknown
  sopRunId: string
  stepKey: string | null
  fileName: unknown
  mediaType: unknown
  bytes: unknown
  sha256: unknown
  personId: string
  at: string
  seq: number
}

// The door stored the file and its row before it sent the command; a rebuilt projection has only what the event says.
const attachEvidence = insertRows<EvidenceRow>(
  'evidence',
  {
    id: 'uuid',
    sopRunId: 'text',
    stepKey: 'text',
    fileName: 'text',
    mediaType: 'text',
    bytes: 'bigint',
    sha256: 'text',
    personId: 'text',
    at: 'timestamptz',
    seq: 'int',
  },
  'on conflict (id) do update set seq = excluded.seq, step_key = excluded.step_key where evidence.seq is null',
)

/** Comments and evidence as rows of their own, for pages that show them beside the steps. */
export async function writeAttachments(connection: Connection, events: readonly RunEvent[]): Promise<void> {
  const comments = events.filter(({ type }) => type === 'comment.added')
  await insertComments(
    connection,
    comments.map(({ sopRunId, seq, stepKey = null, personId, at, data }) => {
      return { sopRunId, seq, stepKey, personId, at, text: typeof data['text'] === 'string' ? data['text'] : '' }
    }),
  )
  const evidence = events.filter(({ type }) => type === 'evidence.added')
  await attachEvidence(
    connection,
    evidence.map(({ sopRunId, seq, stepKey = null, personId, at, data }) => {
      const { evidenceId: id, mediaType, bytes, sha256 } = data
      return { id, sopRunId, stepKey, fileName: data['fileName'] ?? '', mediaType, bytes, sha256, personId, at, seq }
    }),
  )
}

/**
 * One row per notice and person: the persons named, and whoever holds one of the roles in the store now; and in the same breath
 * one message per channel the person has chosen. What was given before is given no second time.
 */
export async function writeNotices(connection: Connection, notices: readonly NoticeInput[]): Promise<void> {
  if (notices.length === 0) return
  await sql`
    with given as (
      insert into notification (key, person_id, store_id, sop_run_id, step_key, seq, notice, urgent, at)
      select n.key, p.person_id, n."storeId", n."sopRunId", n."stepKey", n.seq, n.notice, n.urgent, n.at
      from json_to_recordset(${storableJson(notices)}::json) as n(
        key text, "storeId" text, "sopRunId" text, "stepKey" text, seq int, roles json, persons json, "except" json,
        notice text, urgent boolean, at timestamptz
      )
      cross join lateral (
        select json_array_elements_text(n.persons) as person_id
        union
        select m.person_id from membership m
        where m.store_id = n."storeId" and m.role in (select json_array_elements_text(n.roles))
          and m.from_at <= clock_timestamp() and (m.to_at is null or m.to_at > clock_timestamp())
      ) p
      where not coalesce(n."except"::jsonb ? p.person_id, false)
      on conflict (key, person_id) do nothing
      returning id, key, person_id, store_id, notice, urgent
    )
    insert into message (dedupe_key, person_id, store_id, channel, robot_id, notification_id, urgent)
    select g.key || '/' || g.person_id || '/mail', g.person_id, g.store_id, 'mail', null, g.id, g.urgent
    from given g join message_choice c on c.person_id = g.person_id and c.mail and g.notice <> all(c.mail_muted)
    union all
    select g.key || '/' || g.person_id || '/' || r.id, g.person_id, g.store_id, 'robot', r.id, g.id, g.urgent
    from given g join robot r on r.store_id = g.store_id and r.removed_at is null and r.disabled_at is null
    left join message_choice c on c.person_id = g.person_id
    where coalesce(c.robot and g.notice <> all(c.robot_muted), true)
    on conflict (dedupe_key) do nothing`.execute(connection)
}
