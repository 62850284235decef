import { sql } from 'kysely'
import type { JsonObject } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'
import { snakeCase } from '../snake-case.ts'
import { shapes } from '../store-data/shapes.ts'
import type { StoreDataKind } from '../store-data/store-data-kind.ts'

/** Name of the member that tells one entry of a kind from another. */
export function storeDataKey(kind: StoreDataKind): string {
  return shapes[kind].key
}

/** One page of a store's entries of a kind in the order of their keys; `text` is the start of a key. */
export async function readStoreData(
  db: Connection,
  kind: StoreDataKind,
  filter: { storeId: string; text?: string; after?: string; limit: number },
): Promise<JsonObject[]> {
  const { table, key } = shapes[kind]
  const column = sql.id(snakeCase(key))
  const text =
    filter.text === undefined
      ? sql``
      : sql`and ${column} like ${`${filter.text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`}`
  const after = filter.after === undefined ? sql`` : sql`and ${column} > ${filter.after}`
  const { rows } = await sql<JsonObject>`
    select * from ${sql.table(table)} where store_id = ${filter.storeId} ${text} ${after} order by ${column} limit ${filter.limit}`.execute(
    db,
  )
  return rows
}
