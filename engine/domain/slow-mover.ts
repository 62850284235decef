import { turnsSlowerThan } from './turnover.ts'

/** The numbers of R-SLOW: fewer than 5 pieces in 7 days, or more than 60 days of turnover. */
export interface SlowLimits {
  salesBelow: number
  turnoverAboveDays: number
}

/**
 * R-SLOW: slow-moving when the sales of 7 consecutive days are below the limit OR turnover exceeds its days.
 * `value` (stock and average daily sales, fen) may be null when not known: then only sales decide.
 */
export function slowMover(
  sales7d: number,
  value: { stock: number; averageDailySales: number } | null,
  limits: SlowLimits,
): boolean {
  if (sales7d < limits.salesBelow) return true
  return value !== null && turnsSlowerThan(value.stock, value.averageDailySales, limits.turnoverAboveDays)
}
