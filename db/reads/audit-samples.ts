import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Connection } from '../database.ts'
import type { AuditSampleItemTable } from '../schema/audit-sample-item.ts'
import type { AuditSampleTable } from '../schema/audit-sample.ts'

export type SampleRow = Selectable<AuditSampleTable> & { noted: number; findings: number }

export interface SampleItemRow extends Selectable<AuditSampleItemTable> {
  correlationKey: string | null
  outcome: string | null
  endedAt: string | null
}

/** Ids of the finished runs a sample is drawn from, in order. */
export async function readPopulation(
  db: Connection,
  of: { storeId: string; sop: string; outcome: string | null; fromAt: string; toAt: string },
): Promise<string[]> {
  const rows = await db
    .selectFrom('sopRun')
    .select('id')
    .where('storeId', '=', of.storeId)
    .where('sop', '=', of.sop)
    .where('endedAt', '>=', of.fromAt)
    .where('endedAt', '<', of.toAt)
    .$if(of.outcome !== null, (query) => query.where('outcome', '=', of.outcome))
    .orderBy(sql`id collate "C"`)
    .execute()
  return rows.map(({ id }) => id)
}

/** Samples of these stores, newest first. */
export async function readSamples(
  db: Connection,
  filter: { stores: readonly string[]; after?: { drawnAt: string; id: string }; limit: number },
): Promise<SampleRow[]> {
  const { stores, after, limit } = filter
  return samples(db)
    .where('s.storeId', '=', sql<string>`any(${[...stores]})`)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(s.drawn_at, s.id) < (${after?.drawnAt}::timestamptz, ${after?.id})`),
    )
    .orderBy('s.drawnAt', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit)
    .execute()
}

/** One sample, or null. */
export async function readSample(db: Connection, id: string): Promise<SampleRow | null> {
  return (await samples(db).where('s.id', '=', id).executeTakeFirst()) ?? null
}

/** The runs of a sample in the order drawn. */
export async function readSampleItems(db: Connection, sampleId: string): Promise<SampleItemRow[]> {
  return db
    .selectFrom('auditSampleItem as i')
    .leftJoin('sopRun as r', 'r.id', 'i.sopRunId')
    .selectAll('i')
    .select(['r.correlationKey', 'r.outcome', 'r.endedAt'])
    .where('i.sampleId', '=', sampleId)
    .orderBy('i.n')
    .execute()
}

function samples(db: Connection) {
  const count = (condition: string) =>
    sql<number>`(select count(*)::int from audit_sample_item i where i.sample_id = s.id and ${sql.raw(condition)})`
  return db
    .selectFrom('auditSample as s')
    .selectAll('s')
    .select([count('i.verdict is not null').as('noted'), count(`i.verdict = 'finding'`).as('findings')])
}
