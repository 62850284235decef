import { DomainInputError, compareDecimals, compareShare } from './exact.ts'

/** A reading of a burst day; rates in percent. Active goods come as two counts or, when only that is known, as a rate. */
export interface BurstReading {
  uv: number
  planned_uv: number
  sources_off_target: boolean
  cart_rate: number
  industry_cart_rate: number
  pay_cvr: number
  industry_cvr: number
  items_with_sales: number | null
  items_on_sale: number | null
  active_sku: number | null
}

export type UnderPerformance = {
  traffic: boolean
  conversion: boolean
  goods: boolean
  /** The branches that hold, in the table's order. */
  branches: string[]
}

/**
 * B2-T4, independent branches: traffic = UV below plan to date or sources off-target; conversion = cart or pay rate below industry;
 * goods = items with sales / items on sale below the line (80 %), strictly. Throws DomainInputError ACTIVE_SKU_UNKNOWN.
 */
export function underPerformance(reading: BurstReading, activePercent: number): UnderPerformance {
  const traffic = reading.uv < reading.planned_uv || reading.sources_off_target
  const conversion =
    compareDecimals(reading.cart_rate, reading.industry_cart_rate) < 0 ||
    compareDecimals(reading.pay_cvr, reading.industry_cvr) < 0
  const goods = goodsBelow(reading, activePercent)
  const held = [traffic ? 'traffic' : '', conversion ? 'conversion' : '', goods ? 'goods' : '']
  return { traffic, conversion, goods, branches: held.filter((branch) => branch !== '') }
}

function goodsBelow(reading: BurstReading, activePercent: number): boolean {
  if (reading.items_with_sales !== null && reading.items_on_sale !== null) {
    return reading.items_on_sale > 0 && compareShare(reading.items_with_sales, reading.items_on_sale, activePercent) < 0
  }
  if (reading.active_sku === null) {
    throw new DomainInputError(
      'ACTIVE_SKU_UNKNOWN',
      'Whether goods sell is not known; give items_with_sales and items_on_sale, or active_sku.',
    )
  }
  return compareDecimals(reading.active_sku, activePercent) < 0
}
