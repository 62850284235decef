import { sql } from 'kysely'
import type { Connection, Database } from '../database.ts'
import { storableJson } from '../json-parameter.ts'
import { snakeCase } from '../snake-case.ts'
import type { ItemError, ItemForm } from '../store-data/item-reader.ts'
import { ItemReader } from '../store-data/item-reader.ts'
import { joinOrderRows } from '../store-data/join-order-rows.ts'
import { shapes } from '../store-data/shapes.ts'
import type { StoreDataKind, StoreDataShape } from '../store-data/store-data-kind.ts'
import { noteAdminAct } from './note-admin-act.ts'

export interface ItemResult {
  /** Place in the import, from 0 (CSV: the first line after the heading). */
  index: number
  /** The entry's key, as far as it could be read. */
  id: string | null
  status: 'created' | 'updated' | 'unchanged' | 'refused'
  errors?: ItemError[]
}

export interface StoreDataImport {
  storeId: string
  kind: StoreDataKind
  items: readonly unknown[]
  form: ItemForm
  /** Only tell what would happen. */
  dryRun?: boolean
  /** Who imports, for the history of administration; absent when a program of the house does. */
  by?: string
}

interface ReadItem {
  index: number
  id: string
  row: Record<string, unknown>
  reader: ItemReader
}

class DryRun extends Error {}

/**
 * Takes in entries of the store's own systems, item by item: what is good is kept, what is not comes back with its errors.
 * What an item does not say stays as it is known. One transaction; the same import again changes nothing.
 * @returns a result per item, in their order (CSV lines of one order are one item); null when there is no such store.
 */
export async function importStoreData(db: Database, given: StoreDataImport): Promise<ItemResult[] | null> {
  let results: ItemResult[] | null = null
  const work = db.transaction().execute(async (trx) => {
    const store = await trx.selectFrom('store').select('zone').where('id', '=', given.storeId).executeTakeFirst()
    if (store === undefined) return
    // Instants without an offset are read as local times of the store.
    await sql`select set_config('TimeZone', ${store.zone}, true)`.execute(trx)
    results = await importItems(trx, given)
    if (given.by !== undefined) await noteImport(trx, given, given.by, results)
    if (given.dryRun === true) throw new DryRun()
  })
  await work.catch((error: unknown) => {
    if (!(error instanceof DryRun)) throw error
  })
  return results
}

async function noteImport(trx: Connection, given: StoreDataImport, by: string, results: ItemResult[]): Promise<void> {
  const count = (status: ItemResult['status']): number => results.filter((result) => result.status === status).length
  const after = { created: count('created'), updated: count('updated'), refused: count('refused') }
  const { storeId, kind } = given
  await noteAdminAct(trx, {
    personId: by,
    action: 'storeData.imported',
    storeId,
    objectType: kind,
    objectId: storeId,
    after,
  })
}

async function importItems(trx: Connection, given: StoreDataImport): Promise<ItemResult[]> {
  const shape = shapes[given.kind]
  const joins = given.form === 'csv' && given.kind === 'orders'
  const items = joins ? joinOrderRows(given.items) : given.items.map((item, index) => ({ item, index }))
  const refused: ItemResult[] = []
  const good: ReadItem[] = []
  const seen = new Map<string, number>()
  for (const { item, index } of items) {
    const reader = new ItemReader(item, given.form)
    const row = shape.read(reader)
    const id = row[shape.key] as string | null
    const first = id === null ? undefined : seen.get(id)
    const errors = reader.finish()
    if (first !== undefined) errors.push(duplicate(shape.key, first))
    if (id !== null) seen.set(id, first ?? index)
    if (id === null || errors.length > 0) refused.push({ index, id, status: 'refused', errors })
    else good.push({ index, id, row, reader })
  }
  const known = await readKnown(trx, shape, given.storeId, good)
  const complete = good.filter((item) => isComplete(item, shape, known))
  const lacking = good.filter((item) => !complete.includes(item))
  refused.push(
    ...lacking.map(({ index, id, reader }): ItemResult => ({ index, id, status: 'refused', errors: reader.errors })),
  )
  const written = await writeItems(trx, shape, given.storeId, complete)
  const kept = complete.map(({ index, id }): ItemResult => ({ index, id, status: written.get(id) ?? 'unchanged' }))
  return [...refused, ...kept].sort((a, b) => a.index - b.index)
}

const duplicate = (key: string, first: number): ItemError => ({
  pointer: `/${key}`,
  code: 'DUPLICATE_ITEM',
  detail: `Item ${first} is about the same ${key}; write each once.`,
})

function isComplete({ id, row, reader }: ReadItem, shape: StoreDataShape, known: ReadonlySet<string>): boolean {
  if (known.has(id)) return true
  const missing = shape.neededWhenNew.filter((name) => (row[name] ?? null) === null)
  for (const name of missing) reader.need(name)
  return missing.length === 0
}

async function readKnown(
  trx: Connection,
  shape: StoreDataShape,
  storeId: string,
  items: ReadItem[],
): Promise<Set<string>> {
  const key = sql.id(snakeCase(shape.key))
  const { rows } = await sql<{ id: string }>`
    select ${key} as id from ${sql.table(shape.table)}
    where store_id = ${storeId} and ${key} = any(${items.map(({ id }) => id)}::text[])`.execute(trx)
  return new Set(rows.map(({ id }) => id))
}

/** Upserts in one statement; entries that say nothing new are not touched and not returned. */
async function writeItems(
  trx: Connection,
  shape: StoreDataShape,
  storeId: string,
  items: ReadItem[],
): Promise<Map<string, 'created' | 'updated'>> {
  if (items.length === 0) return new Map()
  const columns = Object.entries(shape.columns)
  const key = snakeCase(shape.key)
  const names = columns.map(([name]) => snakeCase(name))
  const merged = columns.map(
    ([name, { otherwise }]) => `coalesce(r."${name}", t.${snakeCase(name)}, ${otherwise ?? 'null'})`,
  )
  const types = columns.map(([name, { type }]) => `"${name}" ${type}`)
  const told = names.map((name) => `t.${name}`)
  const { rows } = await sql<{ id: string; created: boolean }>`
    insert into ${sql.table(shape.table)} as t (store_id, ${sql.raw(names.join(', '))})
    select ${storeId}, ${sql.raw(merged.join(', '))}
    from json_to_recordset(${storableJson(items.map(({ row }) => row))}::json) as r(${sql.raw(types.join(', '))})
    left join ${sql.table(shape.table)} t on t.store_id = ${storeId} and t.${sql.id(key)} = ${sql.raw(`r."${shape.key}"`)}
    on conflict (store_id, ${sql.id(key)}) do update
    set ${sql.raw(names.map((name) => `${name} = excluded.${name}`).join(', '))}, updated_at = clock_timestamp()
    where (${sql.raw(told.join(', '))}) is distinct from (${sql.raw(names.map((name) => `excluded.${name}`).join(', '))})
    returning t.${sql.id(key)} as id, t.xmax = 0 as created`.execute(trx)
  return new Map(rows.map(({ id, created }) => [id, created ? 'created' : 'updated']))
}
