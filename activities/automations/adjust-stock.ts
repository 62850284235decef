import type { JsonObject } from '#engine/model/text.ts'
import { givesUp, textInput, wholeInput } from './automation.ts'
import type { Automation } from './automation.ts'
import { oncePerKey } from './once-per-key.ts'

/** Where the pieces go: sold as new, or as seconds (B3-T4 grade B). */
const shelves = ['onHand', 'seconds'] as const

/**
 * `adjustStock`: input `{ sku, change, shelf?: onHand | seconds }`; `change` in pieces, negative takes out. Whatever else
 * the playbook gives (`cause`, `order_no`) stays in the run's history as the reason.
 * Output `{ sku, onHand, seconds }` as they stand afterwards. Gives up on an unknown SKU and on more pieces than are free.
 */
export const adjustStock: Automation = (db, request) => {
  const sku = textInput(request, 'sku')
  const change = wholeInput(request, 'change')
  const shelf = shelfOf(request.input['shelf'] ?? 'onHand')
  return oncePerKey(db, request, async (trx): Promise<JsonObject> => {
    const before = await trx
      .selectFrom('stock')
      .select(['onHand', 'locked', 'seconds'])
      .where('storeId', '=', request.storeId)
      .where('sku', '=', sku)
      .forUpdate()
      .executeTakeFirst()
    if (!before) {
      if (change === 0) return { sku, onHand: null, seconds: null }
      throw givesUp(`Store ${request.storeId} has no stock record of SKU ${sku}; import it, then retry the step.`)
    }
    const after = { onHand: before.onHand, seconds: before.seconds }
    after[shelf] += change
    if (after.onHand < before.locked || after.seconds < 0)
      throw givesUp(
        `SKU ${sku} has ${before.onHand - before.locked} free pieces and ${before.seconds} seconds; ${-change} cannot be taken from ${shelf}. Count again and correct the step.`,
      )
    await trx
      .updateTable('stock')
      .set({ ...after, updatedAt: new Date().toISOString() })
      .where('storeId', '=', request.storeId)
      .where('sku', '=', sku)
      .execute()
    return { sku, ...after }
  })
}

function shelfOf(value: unknown): (typeof shelves)[number] {
  const shelf = shelves.find((known) => known === value)
  if (!shelf) throw givesUp(`Automation adjustStock knows no shelf ${String(value)}; use one of ${shelves.join(', ')}.`)
  return shelf
}
