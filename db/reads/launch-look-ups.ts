import type { Field } from '#engine/model/form.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'
import type { Asker, Fact } from '../facts/fact.ts'
import { order } from '../facts/order.ts'
import { parcel } from '../facts/parcel.ts'
import { product } from '../facts/product.ts'
import { stockAvailable } from '../facts/stock-available.ts'

/** What look-ups found: values by field, and where each came from. */
export interface LookedUp {
  values: JsonObject
  /** Field → place in the store's data, e.g. `item_paid` → `order.paid`. */
  filledFrom: Record<string, string>
}

type Source = Exclude<NonNullable<Field['lookUp']>['source'], 'facts'>

const facts: Record<Exclude<Source, 'afterSaleCase' | 'stock'>, { fact: Fact; key: string }> = {
  order: { fact: order, key: 'order_no' },
  product: { fact: product, key: 'sku' },
  parcel: { fact: parcel, key: 'waybill' },
}

/**
 * Values the store's data hold for fields nobody typed (0.5 "typed once"). Each thing is looked at once; what is not known stays
 * open. Facts are not looked at here: the host asks for them.
 */
export async function lookUpLaunchFields(db: Connection, asker: Asker, fields: readonly Field[], typed: JsonObject): Promise<LookedUp> {
  const found: LookedUp = { values: {}, filledFrom: {} }
  const seen = new Map<string, Promise<JsonValue>>()
  for (const field of fields) {
    const { lookUp } = field
    if (!lookUp || lookUp.source === 'facts' || (typed[field.name] ?? null) !== null) continue
    const key = typed[lookUp.key] ?? found.values[lookUp.key] ?? null
    if (typeof key !== 'string') continue
    const slot = `${lookUp.source} ${key}`
    const { source } = lookUp
    const entry = seen.get(slot) ?? entryOf(db, asker, source, key, typed)
    seen.set(slot, entry)
    const value = valueAt(await entry, lookUp.path)
    if (value === null) continue
    found.values[field.name] = value
    found.filledFrom[field.name] = `${lookUp.source}.${lookUp.path}`
  }
  return found
}

async function entryOf(db: Connection, asker: Asker, source: Source, key: string, typed: JsonObject): Promise<JsonValue> {
  if (source === 'afterSaleCase') return afterSaleCase(db, asker, key)
  if (source === 'stock') return { available: await stockAvailable.answer(db, asker, { sku: key }) }
  const { fact, key: name } = facts[source]
  const sku = source === 'order' && typeof typed['sku'] === 'string' ? { sku: typed['sku'] } : {}
  return fact.answer(db, asker, { [name]: key, ...sku })
}

async function afterSaleCase(db: Connection, asker: Asker, afterSaleNo: string): Promise<JsonValue> {
  const row = await db
    .selectFrom('afterSaleCase')
    .select(['kind', 'orderNo', 'sku', 'reason', 'wanted', 'platformCaseNo', 'appliedAt', 'refundedAt', 'refunded'])
    .where('storeId', '=', asker.storeId)
    .where('afterSaleNo', '=', afterSaleNo)
    .executeTakeFirst()
  return row ? { ...row } : null
}

function valueAt(entry: JsonValue, path: string): JsonValue {
  let value: JsonValue = entry
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    value = value[name] ?? null
  }
  return value
}
