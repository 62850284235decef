import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import type { Connection, Database } from '../database.ts'
import type { MessageChoiceTable } from '../schema/message-choice.ts'
import type { RobotTable } from '../schema/robot.ts'
import { noteAdminAct } from './note-admin-act.ts'

/** What a person wants to be sent, or null when they never said. */
export async function readMessageChoice(db: Connection, personId: string): Promise<MessageChoiceTable | null> {
  const row = await db
    .selectFrom('messageChoice')
    .select(['personId', 'mail', 'robot', 'language', 'digestMinutes', 'quietFrom', 'quietTo'])
    .where('personId', '=', personId)
    .executeTakeFirst()
  return row ?? null
}

/** Keeps what a person wants to be sent from now on. */
export async function saveMessageChoice(db: Connection, choice: MessageChoiceTable): Promise<void> {
  const { personId: _, ...chosen } = choice
  await db
    .insertInto('messageChoice')
    .values(choice)
    .onConflict((conflict) => conflict.column('personId').doUpdateSet(chosen))
    .execute()
}

/** Adds a robot to a store; its address never enters the history of administration. */
export async function addRobot(db: Database, robot: Insertable<RobotTable>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('robot').values(robot).execute()
    await noteAdminAct(trx, {
      personId: robot.createdBy,
      action: 'robot.added',
      storeId: robot.storeId,
      objectType: 'robot',
      objectId: robot.id,
      after: { kind: robot.kind, name: robot.name },
    })
  })
}

/** Takes a robot away; what still waits for it is given up. */
export async function removeRobot(
  db: Database,
  robot: { id: string; storeId: string; name: string },
  by: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const removedAt = sql<string>`clock_timestamp()`
    await trx.updateTable('robot').set({ removedAt }).where('id', '=', robot.id).execute()
    await sql`update message set state = 'failed', planned = true, error = 'ROBOT_REMOVED'
      where robot_id = ${robot.id} and state = 'waiting'`.execute(trx)
    await noteAdminAct(trx, {
      personId: by,
      action: 'robot.removed',
      storeId: robot.storeId,
      objectType: 'robot',
      objectId: robot.id,
      before: { name: robot.name },
    })
  })
}

/** Lets a message that was given up be sent once more. @returns false when it is not given up. */
export async function resendMessage(
  db: Database,
  message: { id: number; storeId: string },
  by: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numAffectedRows } = await sql`
      update message set state = 'waiting', attempts = 0, next_at = clock_timestamp()
      where id = ${message.id} and store_id = ${message.storeId} and state = 'failed'`.execute(trx)
    if (numAffectedRows !== 1n) return false
    await noteAdminAct(trx, {
      personId: by,
      action: 'message.resent',
      storeId: message.storeId,
      objectType: 'message',
      objectId: String(message.id),
    })
    return true
  })
}
