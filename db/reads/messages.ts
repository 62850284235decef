import { sql } from 'kysely'
import type { RunCalendar } from '#engine/model/sop-run.ts'
import type { Connection } from '../database.ts'
import type { MessageState } from '../schema/message.ts'
import type { RobotKind } from '../schema/robot.ts'
import type { NoticeRow } from './notices-of.ts'
import { noticeColumns, noticeJoins } from './notices-of.ts'

/** A message whose time is still to be worked out. */
export interface UnplannedMessage {
  id: number
  notice: string
  urgent: boolean
  digestMinutes: number
  quietFrom: string | null
  quietTo: string | null
  /** Zone of these hours; null = the store's. */
  quietZone: string | null
  calendar: RunCalendar
}

/** Messages nobody has looked at yet, oldest first. */
export async function readUnplanned(db: Connection, limit: number): Promise<UnplannedMessage[]> {
  const { rows } = await sql<UnplannedMessage>`
    select m.id, n.notice, m.urgent, coalesce(c.digest_minutes, 15) as digest_minutes, c.quiet_from, c.quiet_to, c.quiet_zone,
      s.calendar
    from message m join notification n on n.id = m.notification_id join store s on s.id = m.store_id
    left join message_choice c on c.person_id = m.person_id
    where not m.planned order by m.id limit ${limit}`.execute(db)
  return rows
}

/** A notice on its way, with whom it is for. */
export interface MessageContent extends NoticeRow {
  messageId: number
  name: string
  email: string
  language: 'zh' | 'en'
}

/** What claimed messages say, and to whom, oldest first. */
export async function readMessageContents(db: Connection, ids: readonly number[]): Promise<MessageContent[]> {
  const { rows } = await sql<MessageContent>`
    select ${noticeColumns}, m.id as message_id, p.name, p.email, coalesce(c.language, 'zh') as language
    from message m join notification n on n.id = m.notification_id ${noticeJoins}
    join person p on p.id = m.person_id left join message_choice c on c.person_id = m.person_id
    where m.id = any(${[...ids]}::bigint[]) order by m.id`.execute(db)
  return rows
}

/** A robot with its address and secret, still sealed. */
export interface SealedRobot {
  id: string
  storeId: string
  kind: RobotKind
  name: string
  urlSealed: string
  secretSealed: string | null
  /** null = it is switched on. */
  disabledAt: string | null
}

/** One robot, or null when it is gone. */
export async function readRobot(db: Connection, id: string): Promise<SealedRobot | null> {
  const row = await robots(db).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** The robots of a store, by name. */
export async function readRobots(db: Connection, storeId: string): Promise<SealedRobot[]> {
  return robots(db).where('storeId', '=', storeId).orderBy('name').orderBy('id').execute()
}

function robots(db: Connection) {
  return db
    .selectFrom('robot')
    .select(['id', 'storeId', 'kind', 'name', 'urlSealed', 'secretSealed', 'disabledAt'])
    .where('removedAt', 'is', null)
}

export interface MessageListRow {
  id: number
  personId: string
  personName: string | null
  storeId: string
  channel: 'mail' | 'robot'
  robotName: string | null
  /** Whether its robot is there and switched on; true for mail. */
  reachable: boolean
  state: MessageState
  attempts: number
  error: string | null
  createdAt: string
  nextAt: string
  sentAt: string | null
}

/** What the list is asked for by: `waiting` is everything that is still to leave, `before` the id of the last one shown. */
export interface MessageFilter {
  state?: 'waiting' | 'sent' | 'failed'
  before?: number
  limit: number
}

/** Messages of these stores, newest first. */
export async function readMessages(
  db: Connection,
  storeIds: readonly string[],
  { state, before, limit }: MessageFilter,
): Promise<MessageListRow[]> {
  const states: MessageState[] = state === 'waiting' ? ['waiting', 'sending'] : state === undefined ? [] : [state]
  return db
    .selectFrom('message as m')
    .leftJoin('person as p', 'p.id', 'm.personId')
    .leftJoin('robot as r', 'r.id', 'm.robotId')
    .select(['m.id', 'm.personId', 'p.name as personName', 'm.storeId', 'm.channel', 'r.name as robotName', 'm.state'])
    .select(['m.attempts', 'm.error', 'm.createdAt', 'm.nextAt', 'm.sentAt'])
    .where(sql<boolean>`m.store_id = any(${[...storeIds]}::text[])`)
    .select(sql<boolean>`r.removed_at is null and r.disabled_at is null`.as('reachable'))
    .$if(states.length > 0, (query) => query.where('m.state', 'in', states))
    .$if(before !== undefined, (query) => query.where('m.id', '<', before ?? 0))
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute()
}

/** How many messages of these stores were given up; counted up to `most`. */
export async function countFailed(db: Connection, storeIds: readonly string[], most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from message where state = 'failed' and store_id = any(${[...storeIds]}::text[]) limit ${most}) failed`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
