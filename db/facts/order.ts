import type { JsonObject } from '#engine/model/text.ts'
import type { Fact } from './fact.ts'
import { textOf } from './fact.ts'

const unknownOrder: JsonObject = {
  exists: false,
  platform: null,
  qty: null,
  paid: null,
  freight: null,
  freightInsurance: null,
  paidAt: null,
  shippedAt: null,
  deliveredAt: null,
  buyerTier: null,
}

/** What the store's data knows of an order; with `sku`, quantity and paid amount of that SKU's lines alone. */
export const order: Fact = {
  needs: ['order_no'],
  optional: ['sku'],
  async answer(db, asker, given) {
    const orderNo = textOf(given, 'order_no')
    const sku = textOf(given, 'sku')
    const row = await db
      .selectFrom('shopOrder')
      .selectAll()
      .where('storeId', '=', asker.storeId)
      .where('orderNo', '=', orderNo ?? '')
      .executeTakeFirst()
    if (row === undefined) return unknownOrder
    const { platform, paid, freight, freightInsurance, paidAt, shippedAt, deliveredAt, buyerTier } = row
    const lines = sku === null ? row.lines : row.lines.filter((line) => line.sku === sku)
    const qty = lines.reduce((sum, line) => sum + line.qty, 0)
    const paidForLines = lines.reduce((sum, line) => sum + line.paid, 0)
    const shared = { platform, freight, freightInsurance, paidAt, shippedAt, deliveredAt, buyerTier }
    return { exists: true, qty, paid: sku === null ? paid : paidForLines, ...shared }
  },
}
