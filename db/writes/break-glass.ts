import type { Database } from '../database.ts'
import { noteAdminAct } from './note-admin-act.ts'

export interface Opening {
  id: string
  storeId: string
  personId: string
  role: string
  reason: string
  openedAt: string
  endsAt: string
}

/** A role taken in an emergency, from now until `endsAt`. */
export async function openBreakGlass(db: Database, opening: Opening): Promise<void> {
  const { id, storeId, personId, role, reason, endsAt } = opening
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('breakGlass').values(opening).execute()
    const act = { personId, action: 'breakGlass.opened', storeId, objectType: 'breakGlass', objectId: id }
    await noteAdminAct(trx, { ...act, after: { role, reason, endsAt } })
  })
}

/** Ends it early. @returns false when it is over already. */
export async function endBreakGlass(
  db: Database,
  of: { id: string; storeId: string; by: string; at: string },
): Promise<boolean> {
  const { id, storeId, by, at } = of
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('breakGlass')
      .set({ endsAt: at })
      .where('id', '=', id)
      .where('endsAt', '>', at)
      .where('openedAt', '<', at)
      .returning('id')
      .executeTakeFirst()
    if (!row) return false
    await noteAdminAct(trx, {
      personId: by,
      action: 'breakGlass.ended',
      storeId,
      objectType: 'breakGlass',
      objectId: id,
    })
    return true
  })
}

export interface Review {
  id: string
  storeId: string
  by: string
  at: string
  verdict: 'ok' | 'finding'
  note: string
}

/** What another person says of it afterwards. @returns false when somebody has said it already. */
export async function reviewBreakGlass(db: Database, { id, storeId, by, at, verdict, note }: Review): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('breakGlass')
      .set({ verdict, note, reviewedBy: by, reviewedAt: at })
      .where('id', '=', id)
      .where('reviewedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!row) return false
    const act = { personId: by, action: 'breakGlass.reviewed', storeId, objectType: 'breakGlass', objectId: id }
    await noteAdminAct(trx, { ...act, after: { verdict, note } })
    return true
  })
}
