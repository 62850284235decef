import { sql } from 'kysely'
import type { Connection, Database } from '../database.ts'

/** Messages of one robot or one mailbox that go out together. */
export interface ClaimedMessages {
  channel: 'mail' | 'robot'
  /** The robot's id, or the person's. */
  target: string
  ids: number[]
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
    const taken = await sql<{ id: number; attempts: number }>`
      update message set state = 'sending', attempts = attempts + 1,
        lease_until = ${now}::timestamptz + ${leaseMs} * interval '1 ms'
      where id in (
        select id from message
        where state = 'waiting' and planned and next_at <= ${now} and channel = ${channel}
          and coalesce(robot_id, person_id) = ${target}
        order by next_at, id limit ${options.most} for update skip locked)
      returning id, attempts`.execute(trx)
    // Another sender was faster.
    if (taken.rows.length === 0) return null
    return {
      channel,
      target,
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

/** How a sending ended: sent, to be tried again at `nextAt`, or given up. */
export type Sending = { sent: true; at: string } | { sent: false; error: string; nextAt: string | null }

/** Writes down how the sending of claimed messages ended. */
export async function settleMessages(db: Connection, ids: readonly number[], sending: Sending): Promise<void> {
  const change = sending.sent
    ? sql`state = 'sent', sent_at = ${sending.at}, error = null`
    : sending.nextAt === null
      ? sql`state = 'failed', error = ${sending.error}`
      : sql`state = 'waiting', error = ${sending.error}, next_at = ${sending.nextAt}`
  await sql`update message set ${change}, lease_until = null
    where id = any(${[...ids]}::bigint[]) and state = 'sending'`.execute(db)
}

/**
 * Gives up what a process took and never settled: it may have been sent, and a second time would be worse than none, as the
 * notice stands in the page anyway. @returns how many.
 */
export async function giveUpLostMessages(db: Connection, now: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update message set state = 'failed', error = 'OUTCOME_UNKNOWN', lease_until = null
    where state = 'sending' and lease_until < ${now}`.execute(db)
  return Number(numAffectedRows ?? 0n)
}
