import { grossMargin, marginHealthy } from './gross-margin.ts'

/** An item of the line-up; money in fen, null = not known. */
export interface LiveItem {
  sku: string | null
  list_price: number | null
  live_price: number | null
  unit_cost: number | null
}

export type LivePrice = {
  sku: string | null
  /** Live price less coupon. */
  final_price: number | null
  margin: number | null
  healthy: boolean | null
  /** R-TRUE-PRICE: the anchor is not above the price charged outside of the stream. */
  true_anchor: boolean | null
  /** The offer lies below its anchor. */
  contrast: boolean | null
}

/**
 * ls-offer: what buyers pay for each offered item, its margin (R-MARGIN) and whether its anchor price is true (R-TRUE-PRICE) and
 * stands out. Null where line-up or offer do not say enough.
 */
export function livePrices(
  lineup: readonly LiveItem[],
  offers: readonly { sku: string | null; anchor_price: number | null; coupon: number | null }[],
  healthyPercent: number,
): LivePrice[] {
  return offers.map((offer) => {
    const item = lineup.find((row) => row.sku === offer.sku)
    const price = item?.live_price ?? null
    const final = price === null ? null : Math.max(0, price - (offer.coupon ?? 0))
    const cost = item?.unit_cost ?? null
    const list = item?.list_price ?? null
    const anchor = offer.anchor_price
    const judged = final !== null && cost !== null
    return {
      sku: offer.sku,
      final_price: final,
      margin: judged ? grossMargin(final, cost) : null,
      healthy: judged ? marginHealthy(final, cost, healthyPercent) : null,
      true_anchor: anchor === null || list === null ? null : anchor <= list,
      contrast: anchor === null || final === null ? null : final < anchor,
    }
  })
}
