import type { JsonValue } from '../model/text.ts'
import { productOf } from './product-facts.ts'
import { quantityToBuy, safetyStock } from './safety-stock.ts'

export interface PlannedGoods {
  sku: string | null
  forecast_units: number | null
  daily_avg: number | null
  stock: number | null
  restock_days: number | null
}

export type StockPlanRow = {
  sku: string | null
  forecast_units: number
  safety_stock: number
  on_hand: number
  to_buy: number
}

/**
 * bs-stock-plan: per SKU to buy = max(0, forecast + R-SAFETY − on hand), safety on the normal daily average. Replenishment days are the
 * item's own, else those of the fact `product`, else the store's. SC-04: 900, 18 a day, 3 days, 240 on hand → 65 and 725.
 */
export function stockPlan(
  goods: readonly PlannedGoods[],
  known: JsonValue,
  usualRestockDays: number,
  bufferPercent: number,
): StockPlanRow[] {
  return goods.map((item) => {
    const product = productOf(known, item.sku)
    const daily = item.daily_avg ?? product.dailyAverage ?? 0
    const safety = safetyStock(daily, item.restock_days ?? product.restockDays ?? usualRestockDays, bufferPercent)
    const forecast = item.forecast_units ?? 0
    const onHand = item.stock ?? 0
    return {
      sku: item.sku,
      forecast_units: forecast,
      safety_stock: safety,
      on_hand: onHand,
      to_buy: quantityToBuy(forecast, safety, onHand),
    }
  })
}
