import { DomainInputError, ceilDivide, millionths } from './exact.ts'

/**
 * R-SAFETY: ceil(average daily sales × replenishment days × (100 + buffer) %), in pieces.
 * SC-04: 18 a day, 3 days, 20 % → 65. Decimal noise below a millionth is dropped before rounding up.
 */
export function safetyStock(averageDailySales: number, replenishmentDays: number, bufferPercent: number): number {
  const pieces = averageDailySales * replenishmentDays * (100 + bufferPercent)
  return Number(ceilDivide(millionths(pieces), 100_000_000n))
}

/** R-SAFETY from sales counted over a number of days (B1-T2 D3: average = quantity / 7), without dividing first. */
export function safetyStockFromSales(
  quantity: number,
  overDays: number,
  replenishmentDays: number,
  bufferPercent: number,
): number {
  if (overDays <= 0) {
    throw new DomainInputError('NO_DAYS', `Sales counted over ${overDays} days have no average; give at least one day.`)
  }
  const top = BigInt(quantity) * millionths(replenishmentDays) * millionths(100 + bufferPercent)
  return Number(ceilDivide(top, BigInt(overDays) * 100_000_000_000_000n))
}

/** bs-stock-plan: pieces to buy = max(0, forecast + safety stock − on hand). SC-04: 900 + 65 − 240 = 725. */
export function quantityToBuy(forecastUnits: number, safetyUnits: number, onHand: number): number {
  return Math.max(0, forecastUnits + safetyUnits - onHand)
}
