import { compareShare } from './exact.ts'
import { shareOf } from './share.ts'

/** R-MARGIN: gross margin = (price − unit cost) / price in percent, rounded half up to 0.01 (SC-03: 32.82). Money in fen; a price of 0 gives 0. */
export function grossMargin(price: number, unitCost: number): number {
  return shareOf(price - unitCost, price)
}

/** R-MARGIN: whether the margin reaches the healthy line (≥), decided on fen; a price of 0 never does. */
export function marginHealthy(price: number, unitCost: number, healthyPercent: number): boolean {
  return price > 0 && compareShare(price - unitCost, price, healthyPercent) >= 0
}

/** R-MARGIN: who must approve a price beside its usual approver: nobody, the store-manager, in a big sale also finance. */
export function marginApprovers(price: number, unitCost: number, healthyPercent: number, bigSale: boolean): string[] {
  if (marginHealthy(price, unitCost, healthyPercent)) return []
  return bigSale ? ['store-manager', 'finance'] : ['store-manager']
}
