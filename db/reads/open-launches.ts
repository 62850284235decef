import type { Connection } from '../database.ts'

/** Runs that are open, or about to be, under these correlation keys of a store and playbook: key → run. */
export async function readOpenLaunches(
  db: Connection,
  of: { storeId: string; sop: string },
  keys: readonly string[],
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('launch')
    .select(['correlationKey', 'sopRunId'])
    .where('storeId', '=', of.storeId)
    .where('sop', '=', of.sop)
    .where('correlationKey', 'in', keys)
    .where('state', 'in', ['asked', 'answered'])
    .execute()
  return new Map(rows.map((row) => [row.correlationKey ?? '', row.sopRunId]))
}
