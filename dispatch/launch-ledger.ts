import type { CommandEnvelope } from '#engine/model/command.ts'
import type { Database } from '#db/database.ts'
import type { LaunchState } from '#db/schema/launch.ts'
import { deskHost } from './host-address.ts'
import type { HostAddress } from './host-address.ts'

/** A launch as kept before anything is sent. */
export interface LaunchRow {
  sopRunId: string
  commandId: string
  hostId: string
  storeId: string
  sop: string
  planSha256: string
  correlationKey: string | null
  envelope: CommandEnvelope
  state: LaunchState
}

const columns = [
  'sopRunId',
  'commandId',
  'hostId',
  'storeId',
  'sop',
  'planSha256',
  'correlationKey',
  'envelope',
  'state',
] as const

/**
 * Writes the launch's one atomic point. A repeat finds the first row (an earlier refusal is asked anew, `fresh`); a launch
 * whose correlation key is open already is told the run that has it.
 */
export async function writeLaunch(
  db: Database,
  row: Omit<LaunchRow, 'state'>,
): Promise<{ row: LaunchRow; fresh: boolean } | { existingRunId: string }> {
  const inserted = await db
    .insertInto('launch')
    .values({ ...row, envelope: JSON.stringify(row.envelope) as never, personId: row.envelope.actor.personId })
    .onConflict((conflict) => conflict.doNothing())
    .returning(columns)
    .executeTakeFirst()
  if (inserted) return { row: inserted, fresh: true }
  const known = await readLaunchOfCommand(db, row.commandId)
  if (known && known.state !== 'refused') return { row: known, fresh: false }
  const existingRunId = await openRunOf(db, row)
  if (existingRunId !== null && existingRunId !== row.sopRunId) return { existingRunId }
  const reopened = await db
    .updateTable('launch')
    .set({ state: 'asked', hostId: row.hostId, settledAt: null })
    .where('commandId', '=', row.commandId)
    .returning(columns)
    .executeTakeFirst()
  // Neither there nor in the way: the run in the way ended between two looks; the second try meets nobody.
  return reopened ? { row: reopened, fresh: true } : writeLaunch(db, row)
}

/** The launch row of a command, or null. */
export async function readLaunchOfCommand(db: Database, commandId: string): Promise<LaunchRow | null> {
  const row = await db.selectFrom('launch').select(columns).where('commandId', '=', commandId).executeTakeFirst()
  return row ?? null
}

/** The launch row of a run, or null. */
export async function readLaunchOfRun(db: Database, sopRunId: string): Promise<LaunchRow | null> {
  const row = await db.selectFrom('launch').select(columns).where('sopRunId', '=', sopRunId).executeTakeFirst()
  return row ?? null
}

async function openRunOf(db: Database, row: Omit<LaunchRow, 'state'>): Promise<string | null> {
  if (row.correlationKey === null) return null
  const open = await db
    .selectFrom('launch')
    .select('sopRunId')
    .where('storeId', '=', row.storeId)
    .where('sop', '=', row.sop)
    .where('correlationKey', '=', row.correlationKey)
    .where('state', 'in', ['asked', 'answered'])
    .executeTakeFirst()
  return open?.sopRunId ?? null
}

/** Moves a launch to another host: the next desk after a sealed one, or the run's own. */
export async function moveLaunch(db: Database, sopRunId: string, hostId: string): Promise<void> {
  await db.updateTable('launch').set({ hostId }).where('sopRunId', '=', sopRunId).execute()
}

/** Settles a launch whose run will not be; its correlation key is free again. */
export async function withdrawLaunch(db: Database, sopRunId: string, now: string): Promise<void> {
  await db
    .updateTable('launch')
    .set({ state: 'refused', settledAt: now })
    .where('sopRunId', '=', sopRunId)
    .where('state', '=', 'asked')
    .execute()
}

/** Launches nobody knows the outcome of, asked before `askedBefore`, oldest first. */
export async function readUnsettledLaunches(db: Database, askedBefore: string, limit: number): Promise<LaunchRow[]> {
  return db
    .selectFrom('launch')
    .select(columns)
    .where('state', '=', 'asked')
    .where('askedAt', '<', askedBefore)
    .orderBy('askedAt')
    .limit(limit)
    .execute()
}

/** The desk of a store and playbook that takes launches; opens the next one when there is none. */
export async function openDesk(db: Database, storeId: string, sop: string): Promise<HostAddress> {
  for (;;) {
    const open = await db
      .selectFrom('host')
      .select('n')
      .where('storeId', '=', storeId)
      .where('sop', '=', sop)
      .where('kind', '=', 'desk')
      .where('state', '=', 'open')
      .executeTakeFirst()
    if (open) return deskHost(storeId, sop, open.n)
    const last = await db
      .selectFrom('host')
      .select((host) => host.fn.max('n').as('n'))
      .where('storeId', '=', storeId)
      .where('sop', '=', sop)
      .where('kind', '=', 'desk')
      .executeTakeFirst()
    const n = (last?.n ?? 0) + 1
    const { hostId } = deskHost(storeId, sop, n)
    await db
      .insertInto('host')
      .values({ hostId, workflowId: hostId, kind: 'desk', storeId, sop, n, state: 'open' })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** A desk that answered `sealed` (or has ended) takes no more launches. */
export async function closeDesk(db: Database, hostId: string, state: 'sealed' | 'ended'): Promise<void> {
  await db.updateTable('host').set({ state }).where('hostId', '=', hostId).where('state', '<>', 'ended').execute()
}
