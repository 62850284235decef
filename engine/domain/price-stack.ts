/** The offers of a big sale, money in fen. */
export interface SaleOffers {
  presale: boolean
  presaleOff: number
  /** Tag price from which full-cut and coupon apply. */
  fullCutThreshold: number
  fullCut: number
  coupon: number
}

export type PriceStack = { final_price: number; presale_off: number; full_cut: number; coupon: number }

/**
 * B2-T2: final = campaign price − pre-sale off − full-cut (once) − shop coupon. The threshold of both is tested on the campaign
 * (tag) price before any cut. SC-04: 239.00 → spot 179.00, pre-sale 159.00; 199.00 gets neither cut. Never below 0.
 */
export function priceStack(campaignPrice: number, offers: SaleOffers): PriceStack {
  const reached = campaignPrice >= offers.fullCutThreshold
  const presaleOff = offers.presale ? offers.presaleOff : 0
  const fullCut = reached ? offers.fullCut : 0
  const coupon = reached ? offers.coupon : 0
  return {
    final_price: Math.max(0, campaignPrice - presaleOff - fullCut - coupon),
    presale_off: presaleOff,
    full_cut: fullCut,
    coupon,
  }
}
