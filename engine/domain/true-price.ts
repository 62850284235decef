import { dayMs } from '../time/day.ts'
import { msOf } from '../time/instant.ts'
import type { Instant } from '../time/instant.ts'

/** A price in fen that buyers were really charged at an instant. */
export interface ChargedPrice {
  price: number
  at: Instant
}

/**
 * R-TRUE-PRICE: a crossed-out or anchor price must have been really charged within the last days (30 × 24 h, ends included)
 * before `at`. Exactly this price: a higher one does not cover it.
 */
export function truePrice(anchorPrice: number, charged: readonly ChargedPrice[], at: Instant, days: number): boolean {
  const atMs = msOf(at)
  return charged.some((sale) => {
    const ageMs = atMs - msOf(sale.at)
    return sale.price === anchorPrice && ageMs >= 0 && ageMs <= days * dayMs
  })
}
