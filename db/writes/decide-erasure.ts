import { sql } from 'kysely'
import type { Connection, Database } from '../database.ts'
import type { ErasureRow } from '../reads/erasures.ts'
import { erasePersonalData } from './erase-personal-data.ts'
import { noteAdminAct } from './note-admin-act.ts'

export interface ErasureDecision {
  by: string
  reason: string | null
  now: string
  /** null = refused. */
  keepUntil: string | null
}

type RemoveBytes = (path: string) => Promise<void>

/**
 * Decides an open wish: refused, or granted. Granted data are erased at once where the law's term is over, else nobody but an
 * auditor may look at them until then. @returns false when somebody decided before.
 */
export async function decideErasure(
  db: Database,
  id: string,
  { by, reason, now, keepUntil }: ErasureDecision,
  removeBytes: RemoveBytes,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const wish = await trx
      .updateTable('erasure')
      .set({ state: keepUntil === null ? 'refused' : 'restricted', decidedBy: by, decisionReason: reason, keepUntil })
      .set({ decidedAt: sql<string>`clock_timestamp()` })
      .where('id', '=', id)
      .where('state', '=', 'asked')
      .returningAll()
      .executeTakeFirst()
    if (!wish) return false
    await note(trx, wish, by, keepUntil === null ? 'pii.erasureRefused' : 'pii.restricted', { reason, keepUntil })
    if (keepUntil === null) return true
    await restrict(trx, wish)
    if (keepUntil <= now) await erase(trx, wish, by, removeBytes)
    return true
  })
}

/** Erases what was granted and whose term has ended by `now`. @returns how many wishes were fulfilled. */
export async function eraseDue(db: Database, now: string, removeBytes: RemoveBytes): Promise<number> {
  const due = await db
    .selectFrom('erasure')
    .select('id')
    .where('state', '=', 'restricted')
    .where('keepUntil', '<=', now)
    .limit(100)
    .execute()
  for (const { id } of due) {
    await db.transaction().execute(async (trx) => {
      const wish = await trx
        .selectFrom('erasure')
        .selectAll()
        .where('id', '=', id)
        .where('state', '=', 'restricted')
        .forUpdate()
        .executeTakeFirst()
      if (wish) await erase(trx, wish, 'system', removeBytes)
    })
  }
  return due.length
}

async function restrict(trx: Connection, { id, runIds }: ErasureRow): Promise<void> {
  await trx
    .insertInto('personalData')
    .values(runIds.map((sopRunId) => ({ sopRunId, state: 'restricted' as const, erasureId: id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function erase(trx: Connection, wish: ErasureRow, by: string, removeBytes: RemoveBytes): Promise<void> {
  await trx
    .updateTable('erasure')
    .set({ state: 'erased', erasedAt: sql<string>`clock_timestamp()` })
    .where('id', '=', wish.id)
    .execute()
  const { legalBasis, reason, askedBy, decidedBy } = wish
  const files = await erasePersonalData(trx, wish.runIds, removeBytes)
  await note(trx, wish, by, 'pii.erased', { legalBasis, reason, askedBy, decidedBy, files })
}

async function note(
  trx: Connection,
  wish: ErasureRow,
  by: string,
  action: string,
  more: Record<string, string | number | null>,
) {
  const { id, storeId, sopRunId, scope, runIds } = wish
  await noteAdminAct(trx, {
    ...{ personId: by, action, storeId, objectType: 'run', objectId: sopRunId },
    after: { erasureId: id, scope, runIds, ...more },
  })
}
