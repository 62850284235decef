import { compareShare, divideHalfUp, millionths } from './exact.ts'

/** part / whole in percent, rounded half up to 0.01, for showing; 0 when the whole is 0. Decide with the tests below. */
export function shareOf(part: number, whole: number): number {
  if (whole === 0) return 0
  const [top, bottom] = [millionths(part), millionths(whole)]
  const hundredths = bottom > 0n ? divideHalfUp(top * 10_000n, bottom) : divideHalfUp(-top * 10_000n, -bottom)
  return Number(hundredths) / 100
}

/** Whether part / whole exceeds (超過) a percentage: strictly greater (0.2; attr.empty_max, slow share). */
export function shareExceeds(part: number, whole: number, percent: number): boolean {
  return compareShare(part, whole, percent) > 0
}

/** Whether part / whole reaches a percentage, equality included (0.2; sale.active_sku, cart.praise). */
export function shareAtLeast(part: number, whole: number, percent: number): boolean {
  return compareShare(part, whole, percent) >= 0
}
