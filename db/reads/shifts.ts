import type { Connection } from '../database.ts'

export interface ShiftRow {
  id: string
  storeId: string
  personId: string
  personName: string
  role: string
  fromAt: string
  toAt: string
}

/** Shifts of a store that touch a period, in order of their beginning. */
export async function readShifts(
  db: Connection,
  of: { storeId: string; fromAt: string; toAt: string },
): Promise<ShiftRow[]> {
  return shifts(db)
    .where('s.storeId', '=', of.storeId)
    .where('s.toAt', '>', of.fromAt)
    .where('s.fromAt', '<', of.toAt)
    .orderBy('s.fromAt')
    .orderBy('s.id')
    .limit(2_000)
    .execute()
}

/** One shift, or null. */
export async function readShift(db: Connection, id: string): Promise<ShiftRow | null> {
  return (await shifts(db).where('s.id', '=', id).executeTakeFirst()) ?? null
}

function shifts(db: Connection) {
  return db
    .selectFrom('shift as s')
    .innerJoin('person as p', 'p.id', 's.personId')
    .select(['s.id', 's.storeId', 's.personId', 'p.name as personName', 's.role', 's.fromAt', 's.toAt'])
}
