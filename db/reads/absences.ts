import { sql } from 'kysely'
import type { Connection } from '../database.ts'

export interface AbsenceRow {
  id: string
  personId: string
  personName: string
  fromAt: string
  toAt: string
  substituteId: string | null
  substituteName: string | null
  reason: string | null
}

/** Absences that are not over at `now`: of one person, or of everybody with a role in these stores. */
export async function readAbsences(
  db: Connection,
  of: { personId: string } | { stores: readonly string[] },
  now: string,
): Promise<AbsenceRow[]> {
  const theirs =
    'personId' in of
      ? sql<boolean>`a.person_id = ${of.personId}`
      : sql<boolean>`exists (select 1 from membership m where m.person_id = a.person_id and m.store_id = any(${[...of.stores]})
          and (m.to_at is null or m.to_at > ${now}::timestamptz))`
  return absences(db).where('a.toAt', '>', now).where(theirs).orderBy('a.fromAt').orderBy('a.id').execute()
}

/** One absence, or null. */
export async function readAbsence(db: Connection, id: string): Promise<AbsenceRow | null> {
  return (await absences(db).where('a.id', '=', id).executeTakeFirst()) ?? null
}

/** Stores in which a person holds a role at `now`. */
export async function storesOfPerson(db: Connection, personId: string, now: string): Promise<string[]> {
  const rows = await db
    .selectFrom('membership')
    .select('storeId')
    .distinct()
    .where('personId', '=', personId)
    .where('fromAt', '<=', now)
    .where((eb) => eb.or([eb('toAt', 'is', null), eb('toAt', '>', now)]))
    .execute()
  return rows.map(({ storeId }) => storeId)
}

function absences(db: Connection) {
  return db
    .selectFrom('absence as a')
    .innerJoin('person as p', 'p.id', 'a.personId')
    .leftJoin('person as s', 's.id', 'a.substituteId')
    .select(['a.id', 'a.personId', 'p.name as personName', 'a.fromAt', 'a.toAt', 'a.substituteId'])
    .select(['s.name as substituteName', 'a.reason'])
}
