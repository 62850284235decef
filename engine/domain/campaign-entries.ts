import type { JsonValue } from '../model/text.ts'
import { productOf } from './product-facts.ts'

/** An item of the assortment; money in fen, null = not known yet. */
export interface EntryGoods {
  sku: string | null
  list_price: number | null
  campaign_price: number | null
  lowest_30d: number | null
  sales_history: number | null
}

export type CampaignEntry = {
  sku: string | null
  campaign_price: number | null
  lowest_30d: number | null
  sales_history: number | null
  /** Null while a figure the answer hangs on is not known. */
  eligible: boolean | null
}

/**
 * R-ELIG for every item of a campaign: campaign price ≤ 30-day lowest and past sales ≥ the minimum (bs-eligibility). The price is the
 * one priced, else the item's campaign or list price; figures nobody typed come from the fact `product`. Once prices are set only
 * priced items count: what was left out has left the campaign.
 */
export function campaignEntries(
  goods: readonly EntryGoods[],
  priced: readonly { sku: string | null; campaign_price: number | null }[],
  known: JsonValue,
  leastSales: number,
): CampaignEntry[] {
  const skus = priced.length > 0 ? priced.map((row) => row.sku) : goods.map((row) => row.sku)
  return skus.map((sku) => {
    const item = goods.find((row) => row.sku === sku)
    const product = productOf(known, sku)
    const price =
      priced.find((row) => row.sku === sku)?.campaign_price ?? item?.campaign_price ?? item?.list_price ?? product.price
    const lowest = item?.lowest_30d ?? product.lowest30d
    const sales = item?.sales_history ?? product.salesHistory
    return {
      sku,
      campaign_price: price,
      lowest_30d: lowest,
      sales_history: sales,
      eligible: both(
        price === null || lowest === null ? null : price <= lowest,
        sales === null ? null : sales >= leastSales,
      ),
    }
  })
}

/** False when either fails, null when either is unknown. */
function both(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false
  return a === null || b === null ? null : true
}
