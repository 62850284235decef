import { sql } from 'kysely'
import type { Connection } from '../database.ts'

export interface BreakGlassRow {
  id: string
  storeId: string
  personId: string
  personName: string
  role: string
  reason: string
  openedAt: string
  endsAt: string
  verdict: 'ok' | 'finding' | null
  note: string | null
  reviewedBy: string | null
  reviewedByName: string | null
  reviewedAt: string | null
  /** Events of that person in that store and role in that time. */
  acts: number
}

/** Emergencies of these stores, newest first, with how much was done in each. */
export async function readBreakGlass(
  db: Connection,
  stores: readonly string[],
  limit: number,
): Promise<BreakGlassRow[]> {
  return rows(db, sql`b.store_id = any(${[...stores]}::text[])`, limit)
}

/** One emergency, or null. */
export async function readOneBreakGlass(db: Connection, id: string): Promise<BreakGlassRow | null> {
  return (await rows(db, sql`b.id = ${id}`, 1))[0] ?? null
}

async function rows(db: Connection, which: ReturnType<typeof sql>, limit: number): Promise<BreakGlassRow[]> {
  const found = await sql<BreakGlassRow>`
    select b.id, b.store_id, b.person_id, p.name as person_name, b.role, b.reason, b.opened_at, b.ends_at,
      b.verdict, b.note, b.reviewed_by, r.name as reviewed_by_name, b.reviewed_at,
      (
        select count(*)::int from audit_event e
        where e.person_id = b.person_id and e.person_id <> 'system' and e.store_id = b.store_id and e.role = b.role
          and e.at >= b.opened_at and e.at <= b.ends_at
      ) as acts
    from break_glass b join person p on p.id = b.person_id left join person r on r.id = b.reviewed_by
    where ${which} order by b.opened_at desc, b.id limit ${limit}`.execute(db)
  return found.rows
}
