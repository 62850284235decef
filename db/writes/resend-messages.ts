import { sql } from 'kysely'
import type { Connection, Database } from '../database.ts'
import { noteAdminAct } from './note-admin-act.ts'

const wayIsOpen = sql.raw(`not exists (
  select 1 from robot r where r.id = m.robot_id and (r.removed_at is not null or r.disabled_at is not null))`)
const sentAnew = sql.raw(`state = 'waiting', attempts = 0, left_at = null, next_at = clock_timestamp()`)

/**
 * Lets a message that was given up be sent once more.
 * @returns `missing` when it is none of these stores or not given up, `off` when its robot is switched off or gone.
 */
export async function resendMessage(
  db: Database,
  id: number,
  storeIds: readonly string[],
  by: string,
): Promise<'resent' | 'off' | 'missing'> {
  return db.transaction().execute(async (trx) => {
    const found = await sql<{ storeId: string; open: boolean }>`
      select m.store_id, ${wayIsOpen} as open from message m
      where m.id = ${id} and m.store_id = any(${[...storeIds]}::text[]) and m.state = 'failed' for update of m`.execute(
      trx,
    )
    const [message] = found.rows
    if (!message) return 'missing'
    if (!message.open) return 'off'
    await sql`update message m set ${sentAnew} where m.id = ${id}`.execute(trx)
    await noteResent(trx, by, message.storeId, String(id), 1)
    return 'resent'
  })
}

/**
 * Lets everything of these stores that was given up be sent once more, as far as its robot is there and switched on.
 * @param alsoUnknown also what may have arrived already.
 * @returns how many will be sent.
 */
export async function resendFailed(
  db: Database,
  storeIds: readonly string[],
  alsoUnknown: boolean,
  by: string,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ storeId: string }>`
      update message m set ${sentAnew}
      where m.state = 'failed' and m.store_id = any(${[...storeIds]}::text[]) and ${wayIsOpen}
        and (${alsoUnknown} or m.error is null or m.error not like 'OUTCOME_UNKNOWN%')
      returning m.store_id`.execute(trx)
    for (const storeId of new Set(rows.map((row) => row.storeId)))
      await noteResent(trx, by, storeId, 'failed', rows.filter((row) => row.storeId === storeId).length)
    return rows.length
  })
}

async function noteResent(
  trx: Connection,
  personId: string,
  storeId: string,
  objectId: string,
  messages: number,
): Promise<void> {
  const act = { personId, action: 'message.resent', storeId, objectType: 'message', objectId, after: { messages } }
  await noteAdminAct(trx, act)
}
