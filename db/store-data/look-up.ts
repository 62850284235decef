import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'

/** Tables a launch form can be filled from. */
export type LookUpSource = 'order' | 'product' | 'stock' | 'parcel' | 'afterSaleCase'

export interface LookUpQuery {
  source: LookUpSource
  /** The answer that tells which entry is meant: an order number, a SKU, a waybill … */
  key: string
  /** Member of the entry, see docs/facts.md. */
  path: string
  /** The form's SKU, for the lines of an order. */
  sku?: string | null
}

export interface LookUpAnswer {
  value: JsonValue
  /** Where it was found, as shown beside the field: `order.paid of 2027030700001`. */
  source: string
}

/** What a form may be filled with, per source (docs/facts.md). */
export const lookUpPaths: Readonly<Record<LookUpSource, readonly string[]>> = {
  order: [
    'platform',
    'paid',
    'qty',
    'sku',
    'freight',
    'freightInsurance',
    'paidAt',
    'shippedAt',
    'deliveredAt',
    'buyerTier',
  ],
  product: [
    'title',
    'category',
    'supplier',
    'supplyMode',
    'price',
    'listPrice',
    'lowest30d',
    'cost',
    'salesHistory',
    'dailyAverage',
    'restockDays',
    'praiseRate',
    'noReturn',
  ],
  stock: ['available', 'onHand', 'locked', 'seconds'],
  parcel: ['carrier', 'direction', 'orderNo', 'freight', 'lastScanAt', 'receivedAt'],
  afterSaleCase: [
    'orderNo',
    'sku',
    'kind',
    'reason',
    'wanted',
    'platformCaseNo',
    'appliedAt',
    'refundedAt',
    'refunded',
  ],
}

/** A form names a member that this source does not have. */
export class LookUpError extends Error {}

type Reader = (db: Connection, storeId: string, key: string, sku: string | null) => Promise<JsonObject | null>

const readers: Record<LookUpSource, Reader> = {
  order: readOrder,
  product: readProduct,
  stock: readStock,
  parcel: readParcel,
  afterSaleCase: readAfterSaleCase,
}

/**
 * Looks values up in the store's data, each entry read once. null for what is not known.
 * @throws LookUpError when a path does not exist.
 */
export async function lookUp(
  db: Connection,
  storeId: string,
  queries: readonly LookUpQuery[],
): Promise<(LookUpAnswer | null)[]> {
  const entries = new Map<string, Promise<JsonObject | null>>()
  const entryOf = ({ source, key, sku = null }: LookUpQuery): Promise<JsonObject | null> => {
    const place = JSON.stringify([source, key, sku])
    const entry = entries.get(place) ?? readers[source](db, storeId, key, sku)
    entries.set(place, entry)
    return entry
  }
  return Promise.all(
    queries.map(async (query) => {
      const { source, path, key } = query
      const paths = lookUpPaths[source]
      if (!paths.includes(path)) throw new LookUpError(`${source} has no ${path}; known are ${paths.join(', ')}.`)
      const value = (await entryOf(query))?.[path] ?? null
      return value === null ? null : { value, source: `${source}.${path} of ${key}` }
    }),
  )
}

async function readOrder(db: Connection, storeId: string, key: string, sku: string | null): Promise<JsonObject | null> {
  const row = await db
    .selectFrom('shopOrder')
    .select([
      'platform',
      'lines',
      'paid',
      'freight',
      'freightInsurance',
      'paidAt',
      'shippedAt',
      'deliveredAt',
      'buyerTier',
    ])
    .where('storeId', '=', storeId)
    .where('orderNo', '=', key)
    .executeTakeFirst()
  if (row === undefined) return null
  const { lines, ...order } = row
  const skus = new Set(lines.map((line) => line.sku))
  const only = skus.size === 1 ? (lines[0]?.sku ?? null) : null
  const meant = sku === null ? lines : lines.filter((line) => line.sku === sku)
  const paid = sku === null ? order.paid : meant.reduce((sum, line) => sum + line.paid, 0)
  const known = meant.length > 0
  return {
    ...order,
    sku: only,
    qty: known ? meant.reduce((sum, line) => sum + line.qty, 0) : null,
    paid: known ? paid : null,
  }
}

async function readProduct(db: Connection, storeId: string, key: string): Promise<JsonObject | null> {
  const row = await db
    .selectFrom('product')
    .selectAll()
    .where('storeId', '=', storeId)
    .where('sku', '=', key)
    .executeTakeFirst()
  return row ?? null
}

async function readStock(db: Connection, storeId: string, key: string): Promise<JsonObject | null> {
  const row = await db
    .selectFrom('stock')
    .selectAll()
    .where('storeId', '=', storeId)
    .where('sku', '=', key)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, available: Math.max(row.onHand - row.locked, 0) }
}

async function readParcel(db: Connection, storeId: string, key: string): Promise<JsonObject | null> {
  const row = await db
    .selectFrom('parcel')
    .select(['carrier', 'direction', 'orderNo', 'freight', 'lastScanAt', 'receivedAt'])
    .where('storeId', '=', storeId)
    .where('waybill', '=', key)
    .executeTakeFirst()
  return row ?? null
}

async function readAfterSaleCase(db: Connection, storeId: string, key: string): Promise<JsonObject | null> {
  const row = await db
    .selectFrom('afterSaleCase')
    .selectAll()
    .where('storeId', '=', storeId)
    .where('afterSaleNo', '=', key)
    .executeTakeFirst()
  return row ?? null
}
