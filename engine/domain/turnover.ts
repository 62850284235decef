import { divideHalfUp } from './exact.ts'

/** R-TURN: turnover days = stock value / average daily sales value (both fen), rounded half up to 0.01; null when nothing sells. */
export function turnoverDays(stockValue: number, averageDailySalesValue: number): number | null {
  if (averageDailySalesValue <= 0) return stockValue === 0 ? 0 : null
  return Number(divideHalfUp(BigInt(stockValue) * 100n, BigInt(averageDailySalesValue))) / 100
}

/** R-TURN, R-SLOW: whether stock turns more slowly than a number of days, strictly; stock that never sells always does. */
export function turnsSlowerThan(stockValue: number, averageDailySalesValue: number, days: number): boolean {
  return BigInt(stockValue) > BigInt(averageDailySalesValue) * BigInt(days)
}
