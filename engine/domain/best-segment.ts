import { compareDecimals } from './exact.ts'

/** A segment that was shown: the item of the line-up it stands for, and what it brought. */
export interface ShownSegment {
  item: { sku: string | null } | null
  clicks: number | null
  orders: number | null
}

/** ls-extend: SKU of the segment with the best conversion (orders / clicks), the earlier one when equal; null without clicks. */
export function bestSegment(segments: readonly ShownSegment[]): string | null {
  let best: { sku: string | null; rate: number } | null = null
  for (const segment of segments) {
    const clicks = segment.clicks ?? 0
    if (clicks <= 0) continue
    const rate = (segment.orders ?? 0) / clicks
    if (best === null || compareDecimals(rate, best.rate) > 0) best = { sku: segment.item?.sku ?? null, rate }
  }
  return best?.sku ?? null
}
