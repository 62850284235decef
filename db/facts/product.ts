import type { JsonObject } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'
import type { Fact } from './fact.ts'
import { FactError } from './fact.ts'

const unknownProduct: JsonObject = {
  known: false,
  title: null,
  price: null,
  listPrice: null,
  lowest30d: null,
  cost: null,
  salesHistory: null,
  dailyAverage: null,
  restockDays: null,
  supplyMode: null,
  praiseRate: null,
  noReturn: null,
}

/** Prices (fen), sales and supply of a SKU; of a list of SKUs, a list in the same order. */
export const product: Fact = {
  needs: ['sku'],
  async answer(db, asker, given) {
    const asked = given['sku'] ?? null
    if (!Array.isArray(asked)) return (await readProducts(db, asker.storeId, [asked]))[0] ?? null
    return readProducts(db, asker.storeId, asked)
  },
}

async function readProducts(db: Connection, storeId: string, asked: unknown[]): Promise<JsonObject[]> {
  const skus = asked.map((sku) => {
    if (sku === null || typeof sku === 'string') return sku
    throw new FactError(
      'FACT_INPUT',
      `sku must be a text or a list of texts but holds ${JSON.stringify(sku)}; correct the playbook's \`with\`.`,
    )
  })
  const rows = await db
    .selectFrom('product')
    .select(['sku', 'title', 'price', 'listPrice', 'lowest30d', 'cost', 'salesHistory', 'dailyAverage', 'restockDays'])
    .select(['supplyMode', 'praiseRate', 'noReturn'])
    .where('storeId', '=', storeId)
    .where('sku', '=', (eb) => eb.fn.any(eb.val(skus.filter((sku) => sku !== null))))
    .execute()
  const bySku = new Map(rows.map((row) => [row.sku, row]))
  return skus.map((sku) => {
    const row = bySku.get(sku ?? '')
    return row === undefined ? { sku, ...unknownProduct } : { ...row, known: true }
  })
}
