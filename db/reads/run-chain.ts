import type { Connection } from '../database.ts'

/** An event as it was chained: the text its hash covers, sealed values sealed. */
export interface ChainLink {
  seq: number
  body: string
  hash: string
}

/** The chain of a run in its order, after event `afterSeq`. */
export async function readRunChain(
  db: Connection,
  sopRunId: string,
  { afterSeq = 0, limit = 1_000_000 }: { afterSeq?: number; limit?: number } = {},
): Promise<ChainLink[]> {
  return db
    .selectFrom('auditEvent')
    .select(['seq', 'body', 'hash'])
    .where('sopRunId', '=', sopRunId)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute()
}
