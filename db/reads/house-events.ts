import { sql } from 'kysely'
import type { JsonValue } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'

export interface HouseEventRow {
  id: number
  at: string
  personId: string
  personName: string | null
  action: string
  storeId: string | null
  objectType: string
  objectId: string
  before: JsonValue
  after: JsonValue
}

export interface HouseEventFilter {
  /** Acts on these stores, and on what belongs to none. */
  stores: readonly string[]
  storeId?: string
  objectType?: string
  objectId?: string
  personId?: string
  beforeId?: number
  limit: number
}

/** Acts of administration, newest first. */
export async function readHouseEvents(db: Connection, filter: HouseEventFilter): Promise<HouseEventRow[]> {
  const { stores, storeId, objectType, objectId, personId, beforeId } = filter
  return db
    .selectFrom('adminEvent as e')
    .leftJoin('person as p', 'p.id', 'e.personId')
    .select(['e.id', 'e.at', 'e.personId', 'p.name as personName', 'e.action', 'e.storeId', 'e.objectType'])
    .select(['e.objectId', 'e.before', 'e.after'])
    .where((eb) => eb.or([eb('e.storeId', 'is', null), eb('e.storeId', '=', sql<string>`any(${[...stores]})`)]))
    .$if(storeId !== undefined, (query) => query.where('e.storeId', '=', storeId ?? null))
    .$if(objectType !== undefined, (query) => query.where('e.objectType', '=', objectType ?? ''))
    .$if(objectId !== undefined, (query) => query.where('e.objectId', '=', objectId ?? ''))
    .$if(personId !== undefined, (query) => query.where('e.personId', '=', personId ?? ''))
    .$if(beforeId !== undefined, (query) => query.where('e.id', '<', beforeId ?? 0))
    .orderBy('e.id', 'desc')
    .limit(filter.limit)
    .execute()
}
