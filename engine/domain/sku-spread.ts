import { compareDecimals } from './exact.ts'

export type SkuSpread = {
  /** The cheapest SKU (any of several) has stock: block when false. */
  cheapest_in_stock: boolean
  /** Highest price ≤ ratio × lowest price: warn when false. */
  within_ratio: boolean
  lowest: number
  highest: number
}

/** B1-T1, SKU spread: the cheapest SKU must be in stock, and highest / lowest price at most the ratio (5). Prices in fen. */
export function skuSpread(skus: readonly { price: number; stock: number }[], mostRatio: number): SkuSpread {
  if (skus.length === 0) return { cheapest_in_stock: false, within_ratio: true, lowest: 0, highest: 0 }
  const prices = skus.map((sku) => sku.price)
  const lowest = Math.min(...prices)
  const highest = Math.max(...prices)
  return {
    cheapest_in_stock: skus.some((sku) => sku.price === lowest && sku.stock > 0),
    within_ratio: compareDecimals(highest, lowest * mostRatio) <= 0,
    lowest,
    highest,
  }
}
