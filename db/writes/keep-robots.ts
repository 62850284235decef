import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import type { Connection, Database } from '../database.ts'
import type { RobotTable } from '../schema/robot.ts'
import { noteAdminAct } from './note-admin-act.ts'

interface KnownRobot {
  id: string
  storeId: string
  name: string
  disabledAt: string | null
}

/** What changes of a robot; an address or secret that is left out stays, a secret of null is none. */
export interface RobotChange {
  name: string
  enabled: boolean
  urlSealed?: string
  secretSealed?: string | null
}

/** Adds a robot to a store; its address never enters the history of administration. */
export async function addRobot(db: Database, robot: Insertable<RobotTable>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('robot').values(robot).execute()
    const after = { kind: robot.kind, name: robot.name }
    await note(trx, 'robot.added', robot, robot.createdBy, { after })
  })
}

/** Changes a robot. Switched off, it is addressed no more, and what still waits for it is given up. */
export async function changeRobot(db: Database, robot: KnownRobot, change: RobotChange, by: string): Promise<void> {
  const { enabled, ...columns } = change
  const before = { name: robot.name, enabled: robot.disabledAt === null }
  const after = {
    name: change.name,
    enabled,
    ...(change.urlSealed === undefined ? {} : { address: 'changed' }),
    ...(change.secretSealed === undefined ? {} : { secret: 'changed' }),
  }
  await db.transaction().execute(async (trx) => {
    const disabledAt = enabled ? null : (robot.disabledAt ?? sql<string>`clock_timestamp()`)
    await trx
      .updateTable('robot')
      .set({ ...columns, disabledAt })
      .where('id', '=', robot.id)
      .execute()
    if (!enabled) await giveUpWaiting(trx, robot.id, 'ROBOT_OFF')
    await note(trx, 'robot.changed', robot, by, { before, after })
  })
}

/** Takes a robot away; what still waits for it is given up. */
export async function removeRobot(db: Database, robot: KnownRobot, by: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const removedAt = sql<string>`clock_timestamp()`
    await trx.updateTable('robot').set({ removedAt }).where('id', '=', robot.id).execute()
    await giveUpWaiting(trx, robot.id, 'ROBOT_REMOVED')
    await note(trx, 'robot.removed', robot, by, { before: { name: robot.name } })
  })
}

async function giveUpWaiting(trx: Connection, robotId: string, error: string): Promise<void> {
  await sql`update message set state = 'failed', planned = true, error = ${error}
    where robot_id = ${robotId} and state = 'waiting'`.execute(trx)
}

async function note(
  trx: Connection,
  action: string,
  { id, storeId }: { id: string; storeId: string },
  personId: string,
  values: { before?: Record<string, string | boolean>; after?: Record<string, string | boolean> },
): Promise<void> {
  await noteAdminAct(trx, { personId, action, storeId, objectType: 'robot', objectId: id, ...values })
}
