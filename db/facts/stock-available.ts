import type { Fact } from './fact.ts'
import { textOf } from './fact.ts'

/** Pieces of a SKU that are on hand and not locked, at least 0; null for a SKU without a stock record. */
export const stockAvailable: Fact = {
  needs: ['sku'],
  async answer(db, asker, given) {
    const row = await db
      .selectFrom('stock')
      .select(['onHand', 'locked'])
      .where('storeId', '=', asker.storeId)
      .where('sku', '=', textOf(given, 'sku') ?? '')
      .executeTakeFirst()
    return row === undefined ? null : Math.max(row.onHand - row.locked, 0)
  },
}
