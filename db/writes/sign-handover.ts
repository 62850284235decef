import type { Database } from '../database.ts'
import { noteAdminAct } from './note-admin-act.ts'

export interface HandoverSignature {
  storeId: string
  day: string
  by: string
  at: string
  /** Of the sheet the signer has seen. */
  sha256: string
}

export type Signed = 'done' | 'frozen' | 'signed' | 'nobody' | 'changed' | 'same-person'

/**
 * Hands the sheet over: its text is kept as it is. It may be handed over anew while nobody has taken it over and it has changed.
 * @returns `frozen` when both have signed, `signed` when this very sheet is handed over already.
 */
export async function handOver(db: Database, of: HandoverSignature, content: string): Promise<Signed> {
  const { storeId, day, by, at, sha256 } = of
  return db.transaction().execute(async (trx) => {
    const kept = { content, sha256, handedBy: by, handedAt: at }
    const first = await trx
      .insertInto('handover')
      .values({ storeId, day, ...kept })
      .onConflict((conflict) => conflict.doNothing())
      .returning('day')
      .executeTakeFirst()
    if (first === undefined) {
      const before = await lockedSheet(trx, of)
      if (before?.takenBy) return 'frozen'
      if (before?.sha256 === sha256) return 'signed'
      await trx.updateTable('handover').set(kept).where('storeId', '=', storeId).where('day', '=', day).execute()
    }
    await noteSignature(trx, of, 'handing')
    return 'done'
  })
}

/** Takes the sheet over as it was handed over; from then on it changes no more. */
export async function takeOver(db: Database, of: HandoverSignature): Promise<Signed> {
  const { storeId, day, by, at, sha256 } = of
  return db.transaction().execute(async (trx) => {
    const sheet = await lockedSheet(trx, of)
    if (sheet === undefined) return 'nobody'
    if (sheet.takenBy !== null) return 'frozen'
    if (sheet.sha256 !== sha256) return 'changed'
    if (sheet.handedBy === by) return 'same-person'
    await trx
      .updateTable('handover')
      .set({ takenBy: by, takenAt: at })
      .where('storeId', '=', storeId)
      .where('day', '=', day)
      .execute()
    await noteSignature(trx, of, 'taking')
    return 'done'
  })
}

function lockedSheet(trx: Database, { storeId, day }: HandoverSignature) {
  return trx
    .selectFrom('handover')
    .select(['sha256', 'handedBy', 'takenBy'])
    .where('storeId', '=', storeId)
    .where('day', '=', day)
    .forUpdate()
    .executeTakeFirst()
}

async function noteSignature(trx: Database, of: HandoverSignature, part: 'handing' | 'taking'): Promise<void> {
  const { storeId, day, by, sha256 } = of
  await noteAdminAct(trx, {
    personId: by,
    action: part === 'handing' ? 'handover.handed' : 'handover.taken',
    storeId,
    objectType: 'handover',
    objectId: `${storeId}/${day}`,
    after: { day, sha256 },
  })
}
