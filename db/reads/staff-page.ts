import { sql } from 'kysely'
import type { Connection } from '../database.ts'

export interface StaffRow {
  id: string
  name: string
  email: string
  disabledAt: string | null
}

export interface PostRow {
  id: string
  personId: string
  personName: string
  role: string
  storeId: string
  storeName: string
  fromAt: string
  toAt: string | null
  grantedBy: string
}

export interface StaffFilter {
  /** Only people who hold or held a role in one of these, and those who never held any. */
  stores: readonly string[]
  /** Only people who hold or held a role there. */
  storeId?: string
  /** Part of a name or email. */
  text?: string
  after?: { name: string; id: string }
  limit: number
}

/** One page of the people of these stores, by name. */
export async function readStaff(db: Connection, filter: StaffFilter): Promise<StaffRow[]> {
  const { stores, storeId, text, after } = filter
  const plain = `%${(text ?? '').replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return db
    .selectFrom('person as p')
    .select(['p.id', 'p.name', 'p.email', 'p.disabledAt'])
    .where(
      sql<boolean>`coalesce((select bool_or(m.store_id = any(${[...stores]}::text[])) from membership m where m.person_id = p.id), true)`,
    )
    .$if(text !== undefined, (query) =>
      query.where((eb) => eb.or([eb('p.name', 'ilike', plain), eb('p.email', 'ilike', plain)])),
    )
    .$if(storeId !== undefined, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('membership as m')
            .select('m.id')
            .whereRef('m.personId', '=', 'p.id')
            .where('m.storeId', '=', storeId ?? ''),
        ),
      ),
    )
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(p.name collate "C", p.id) > (${after?.name}, ${after?.id})`),
    )
    .orderBy(sql`p.name collate "C"`)
    .orderBy('p.id')
    .limit(filter.limit)
    .execute()
}

/** Posts of these people in these stores, past ones too, open ones first. */
export async function readPosts(
  db: Connection,
  personIds: readonly string[],
  stores: readonly string[],
): Promise<PostRow[]> {
  return posts(db)
    .where('m.personId', '=', sql<string>`any(${[...personIds]})`)
    .where('m.storeId', '=', sql<string>`any(${[...stores]})`)
    .orderBy(sql`m.to_at is null desc`)
    .orderBy('m.storeId')
    .orderBy('m.role')
    .orderBy('m.fromAt', 'desc')
    .execute()
}

/** One post, or null. */
export async function readPost(db: Connection, id: string): Promise<PostRow | null> {
  return (await posts(db).where('m.id', '=', id).executeTakeFirst()) ?? null
}

function posts(db: Connection) {
  return db
    .selectFrom('membership as m')
    .innerJoin('store as s', 's.id', 'm.storeId')
    .innerJoin('person as p', 'p.id', 'm.personId')
    .select(['m.id', 'm.personId', 'p.name as personName', 'm.role', 'm.storeId', 's.name as storeName'])
    .select(['m.fromAt', 'm.toAt', 'm.grantedBy'])
}

/** One person, or null. */
export async function readStaffMember(db: Connection, id: string): Promise<StaffRow | null> {
  const place = db.selectFrom('person').select(['id', 'name', 'email', 'disabledAt'])
  return (await place.where('id', '=', id).executeTakeFirst()) ?? null
}

/** Stores a person holds a role in at `now`; when they hold none, those where they ever did. */
export async function readStoresOf(db: Connection, personId: string, now: string): Promise<string[]> {
  const rows = await db
    .selectFrom('membership')
    .select(['storeId', sql<boolean>`bool_or(from_at <= ${now} and (to_at is null or to_at > ${now}))`.as('holds')])
    .where('personId', '=', personId)
    .groupBy('storeId')
    .execute()
  const holding = rows.filter(({ holds }) => holds)
  return (holding.length > 0 ? holding : rows).map(({ storeId }) => storeId)
}
