import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** Runs that ended in a period, newest first, and some others by chance among those that had events lately. */
export async function readRunsToReconcile(
  db: Connection,
  {
    endedFrom,
    endedTo,
    sample,
    sampledFrom,
    most,
  }: { endedFrom: string; endedTo: string; sample: number; sampledFrom: string; most: number },
): Promise<string[]> {
  const ended = await db
    .selectFrom('sopRun')
    .select('id')
    .where('endedAt', '>=', endedFrom)
    .where('endedAt', '<', endedTo)
    .orderBy('endedAt', 'desc')
    .limit(most)
    .execute()
  const others = await db
    .selectFrom('sopRun')
    .select('id')
    .where('launchedAt', '>=', sampledFrom)
    .orderBy(sql`random()`)
    .limit(sample)
    .execute()
  return [...new Set([...ended, ...others].map(({ id }) => id))]
}
