import type { Connection } from '../database.ts'

/** Whether one person stands in for another at `now`: the other is away and named them. */
export async function standsInFor(
  db: Connection,
  substituteId: string,
  absentId: string,
  now: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('absence')
    .select('id')
    .where('personId', '=', absentId)
    .where('substituteId', '=', substituteId)
    .where('fromAt', '<=', now)
    .where('toAt', '>', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
