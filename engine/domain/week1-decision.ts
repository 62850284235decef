import { compareDecimals } from './exact.ts'
import { safetyStockFromSales } from './safety-stock.ts'
import { alertThreshold } from './stock-alert.ts'

/** The first week of a new product; conversion in percent, the rest in pieces and visitors. */
export interface FirstWeek {
  qty_7d: number
  uv: number
  target_uv: number
  pay_cvr: number
  industry_cvr: number
  available: number
  lead_days: number
  alert_level: number
}

export type Week1Decision = {
  /** Codes that hold, in order: D1, D2, D3. */
  codes: string[]
  /** The same as the words of the form field: clear, abtest, grow. */
  decisions: string[]
  safety_stock: number
  /** max(safety stock, alert level). */
  stock_level: number
  /** Pieces that bring stock up to twice the level; 0 without D3 or when stock is enough. */
  reorder_qty: number
}

/**
 * B1-T2: D1 clear = fewer than `slowBelow` (5) sold and not D2; D2 abtest = visitors reached, conversion below industry;
 * D3 grow = at least 5 sold, reorder when available < max(safety, alert level). D2 and D3 may both hold; at least one always does.
 */
export function week1Decision(week: FirstWeek, slowBelow: number, bufferPercent: number): Week1Decision {
  const abtest = week.uv >= week.target_uv && compareDecimals(week.pay_cvr, week.industry_cvr) < 0
  const grow = week.qty_7d >= slowBelow
  const clear = !grow && !abtest
  const safety = safetyStockFromSales(week.qty_7d, 7, week.lead_days, bufferPercent)
  const level = alertThreshold(safety, week.alert_level)
  const held = [
    { code: 'D1', word: 'clear', holds: clear },
    { code: 'D2', word: 'abtest', holds: abtest },
    { code: 'D3', word: 'grow', holds: grow },
  ].filter((row) => row.holds)
  return {
    codes: held.map((row) => row.code),
    decisions: held.map((row) => row.word),
    safety_stock: safety,
    stock_level: level,
    reorder_qty: grow && week.available < level ? 2 * level - week.available : 0,
  }
}
