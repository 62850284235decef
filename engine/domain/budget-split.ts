import { DomainInputError, floorDivide, millionths } from './exact.ts'

export type BudgetSplit = { warm_up: number; burst: number; after_heat: number }

/**
 * B2-T1: promotion budget by phase in fen: warm-up and after-heat rounded down, the remainder goes to the burst.
 * SC-04: 50 000 → 15 000 / 30 000 / 5 000. Throws DomainInputError SHARES_NOT_100.
 */
export function budgetSplit(
  total: number,
  warmUpPercent: number,
  burstPercent: number,
  afterHeatPercent: number,
): BudgetSplit {
  const sum = millionths(warmUpPercent) + millionths(burstPercent) + millionths(afterHeatPercent)
  if (sum !== 100_000_000n) {
    throw new DomainInputError('SHARES_NOT_100', 'The shares of warm-up, burst and after-heat must sum up to 100 %.', {
      warmUpPercent,
      burstPercent,
      afterHeatPercent,
    })
  }
  const part = (percent: number): number => Number(floorDivide(BigInt(total) * millionths(percent), 100_000_000n))
  const warmUp = part(warmUpPercent)
  const afterHeat = part(afterHeatPercent)
  return { warm_up: warmUp, burst: total - warmUp - afterHeat, after_heat: afterHeat }
}
