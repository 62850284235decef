import { sql } from 'kysely'
import type { Connection, Database } from '../database.ts'

/** Messages of one robot or one mailbox that go out together. */
export interface ClaimedMessages {
  channel: 'mail' | 'robot'
  /** The robot's id, or the person's. */
  target: string
  ids: number[]
  /** They are this process's until then. */
  leaseUntil: string
  /** How often the most tried of them was tried, this time included. */
  attempts: number
}

const leaseMs = 60_000

/** Fixes when these messages go out. */
export async function planMessages(db: Connection, plans: readonly { id: number; nextAt: string }[]): Promise<void> {
  await sql`
    update message m set planned = true, next_at = p.at
    from unnest(${plans.map(({ id }) => id)}::bigint[], ${plans.map(({ nextAt }) => nextAt)}::timestamptz[]) as p(id, at)
    where m.id = p.id and not m.planned`.execute(db)
}

/**
 * Takes the longest due messages of one target for this process alone; null when nothing is due. A robot gets its next ones no
 * sooner than `gapMs` from now, whichever process sends.
 */
export async function claimMessages(
  db: Database,
  now: string,
  options: { mail: boolean; most: number; gapMs: number },
): Promise<ClaimedMessages | null> {
  return db.transaction().execute(async (trx) => {
    const first = await sql<{ channel: 'mail' | 'robot'; target: string }>`
      select m.channel, coalesce(m.robot_id, m.person_id) as target
      from message m left join robot r on r.id = m.robot_id
      where m.state = 'waiting' and m.planned and m.next_at <= ${now}
        and (m.channel = 'robot' or ${options.mail}) and coalesce(r.busy_until <= ${now}, true)
      order by m.next_at, m.id limit 1`.execute(trx)
    const [found] = first.rows
    if (!found) return null
    const { channel, target } = found
    if (channel === 'robot' && !(await occupyRobot(trx, target, now, options.gapMs))) return null
    const taken = await sql<{ id: number; attempts: number; leaseUntil: string }>`
      update message set state = 'sending', attempts = attempts + 1, left_at = null,
        lease_until = ${now}::timestamptz + ${leaseMs} * interval '1 ms'
      where id in (
        select id from message
        where state = 'waiting' and planned and next_at <= ${now} and channel = ${channel}
          and coalesce(robot_id, person_id) = ${target}
        order by next_at, id limit ${options.most} for update skip locked)
      returning id, attempts, lease_until`.execute(trx)
    const [one] = taken.rows
    // Another sender was faster.
    if (!one) return null
    return {
      channel,
      target,
      leaseUntil: one.leaseUntil,
      ids: taken.rows.map(({ id }) => id).sort((a, b) => a - b),
      attempts: Math.max(...taken.rows.map(({ attempts }) => attempts)),
    }
  })
}

async function occupyRobot(trx: Connection, id: string, now: string, gapMs: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update robot set busy_until = ${now}::timestamptz + ${gapMs} * interval '1 ms'
    where id = ${id} and busy_until <= ${now}`.execute(trx)
  return numAffectedRows === 1n
}

/**
 * Notes that claimed messages leave the house now: from here on they may have arrived.
 * @returns false when the claim has run out; then nothing may be sent, as somebody else may be at it.
 */
export async function markLeaving(db: Connection, claimed: ClaimedMessages, now: string): Promise<boolean> {
  const { ids, leaseUntil } = claimed
  const { numAffectedRows } = await sql`
    with held as (
      select id from message
      where id = any(${[...ids]}::bigint[]) and state = 'sending' and lease_until = ${leaseUntil} and lease_until > ${now}
      order by id for update)
    update message set left_at = ${now}
    where id in (select id from held) and (select count(*) from held) = ${ids.length}`.execute(db)
  return numAffectedRows === BigInt(ids.length)
}

/** How a sending ended: sent, to be tried again at `nextAt`, or given up. */
export type Sending = { sent: true; at: string } | { sent: false; error: string; nextAt: string | null }

/** Writes down how the sending of claimed messages ended, unless their claim has passed to somebody else. */
export async function settleMessages(db: Connection, claimed: ClaimedMessages, sending: Sending): Promise<void> {
  const change = sending.sent
    ? sql`state = 'sent', sent_at = ${sending.at}, error = null`
    : sending.nextAt === null
      ? sql`state = 'failed', error = ${sending.error}`
      : sql`state = 'waiting', error = ${sending.error}, next_at = ${sending.nextAt}`
  await sql`update message set ${change}, lease_until = null
    where id = any(${[...claimed.ids]}::bigint[]) and state = 'sending' and lease_until = ${claimed.leaseUntil}`.execute(
    db,
  )
}

/** A message that takes its process down each time is given up after so many. */
const mostLost = 5

/**
 * Settles what a process took and never settled. What had not left is sent after all; what had may have arrived, and is given up
 * for a person to look at: a second time would be worse than none, as the notice stands in the page anyway. @returns how many.
 */
export async function settleLostMessages(db: Connection, now: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update message set lease_until = null,
      state = case when left_at is null and attempts < ${mostLost} then 'waiting' else 'failed' end,
      error = case when left_at is not null then 'OUTCOME_UNKNOWN' when attempts < ${mostLost} then error else 'INTERNAL' end
    where state = 'sending' and lease_until < ${now}`.execute(db)
  return Number(numAffectedRows ?? 0n)
}
