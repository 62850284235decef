import { grossMargin, marginHealthy } from './gross-margin.ts'
import { priceStack } from './price-stack.ts'
import type { SaleOffers } from './price-stack.ts'

/** What an item of the assortment brings along; money in fen. */
export interface PricedGoods {
  sku: string | null
  list_price: number | null
  campaign_price: number | null
  unit_cost: number | null
}

/** A priced item: its campaign (tag) price, the final price typed, and whether it takes part in the pre-sale. */
export interface PricedItem {
  sku: string | null
  campaign_price: number | null
  final_price: number | null
  presale: boolean | null
}

export type CampaignPrice = {
  sku: string | null
  campaign_price: number | null
  spot_price: number | null
  /** Null without pre-sale. */
  presale_price: number | null
  /** The lowest price a buyer can get it at. */
  lowest_price: number | null
  /** Gross margin at that price in percent; null while cost or price is unknown. */
  margin: number | null
  healthy: boolean | null
}

/**
 * B2-T2 and R-MARGIN for every priced item: spot and pre-sale price from the campaign price, a typed final price instead of the spot
 * price, and the margin at the lowest of them. SC-04: 239.00 at cost 120.00 → 179.00 (32.96 %), pre-sale 159.00 (24.53 %).
 */
export function campaignPrices(
  items: readonly PricedItem[],
  goods: readonly PricedGoods[],
  offers: SaleOffers,
  healthyPercent: number,
): CampaignPrice[] {
  return items.map((item) => {
    const known = goods.find((row) => row.sku === item.sku)
    const tag = item.campaign_price ?? known?.campaign_price ?? known?.list_price ?? null
    const spot = tag === null ? null : priceStack(tag, { ...offers, presale: false }).final_price
    const inPresale = offers.presale && item.presale !== false && tag !== null
    const presale = inPresale ? priceStack(tag, offers).final_price : null
    const charged = [item.final_price ?? spot, presale].filter((price) => price !== null)
    const lowest = charged.length === 0 ? null : Math.min(...charged)
    const cost = known?.unit_cost ?? null
    const judged = lowest !== null && cost !== null
    return {
      sku: item.sku,
      campaign_price: tag,
      spot_price: spot,
      presale_price: presale,
      lowest_price: lowest,
      margin: judged ? grossMargin(lowest, cost) : null,
      healthy: judged ? marginHealthy(lowest, cost, healthyPercent) : null,
    }
  })
}
