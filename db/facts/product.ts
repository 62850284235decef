import type { JsonObject } from '#engine/model/text.ts'
import type { Fact } from './fact.ts'
import { textOf } from './fact.ts'

const unknownProduct: JsonObject = {
  known: false,
  title: null,
  price: null,
  listPrice: null,
  lowest30d: null,
  cost: null,
  salesHistory: 0,
  dailyAverage: null,
  restockDays: null,
  supplyMode: null,
  praiseRate: null,
  noReturn: null,
}

/** Prices (fen), sales and supply of a SKU. */
export const product: Fact = {
  needs: ['sku'],
  async answer(db, asker, given) {
    const row = await db
      .selectFrom('product')
      .select(['title', 'price', 'listPrice', 'lowest30d', 'cost', 'salesHistory', 'dailyAverage', 'restockDays'])
      .select(['supplyMode', 'praiseRate', 'noReturn'])
      .where('storeId', '=', asker.storeId)
      .where('sku', '=', textOf(given, 'sku') ?? '')
      .executeTakeFirst()
    return row === undefined ? unknownProduct : { known: true, ...row }
  },
}
