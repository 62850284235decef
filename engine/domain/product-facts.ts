import type { JsonValue } from '../model/text.ts'

/** What the store's data knows of a product, as far as a rule needs it; money in fen. */
export interface KnownProduct {
  price: number | null
  lowest30d: number | null
  salesHistory: number | null
  dailyAverage: number | null
  restockDays: number | null
}

const nothing: KnownProduct = {
  price: null,
  lowest30d: null,
  salesHistory: null,
  dailyAverage: null,
  restockDays: null,
}

/**
 * The record of a SKU in the fact `product`: of one product, or of a list of products with their `sku`.
 * A record without a SKU is taken for the one that was asked for. All null when nothing is known.
 */
export function productOf(fact: JsonValue, sku: string | null): KnownProduct {
  const records = Array.isArray(fact) ? fact : [fact]
  for (const record of records) {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) continue
    const named = record['sku'] ?? null
    if (named !== null && named !== sku) continue
    return {
      price: number(record['price']),
      lowest30d: number(record['lowest30d']),
      salesHistory: number(record['salesHistory']),
      dailyAverage: number(record['dailyAverage']),
      restockDays: number(record['restockDays']),
    }
  }
  return nothing
}

function number(value: JsonValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}
