export type CampaignEligibility = { eligible: boolean; price_ok: boolean; sales_ok: boolean }

/**
 * R-ELIG: campaign price ≤ lowest price of the last 30 days, and historical sales ≥ the minimum (50). Money in fen.
 * `lowest30d` null = no price on record: the price test fails until there is one.
 */
export function campaignEligibility(
  campaignPrice: number,
  lowest30d: number | null,
  salesHistory: number,
  leastSales: number,
): CampaignEligibility {
  const priceOk = lowest30d !== null && campaignPrice <= lowest30d
  const salesOk = salesHistory >= leastSales
  return { eligible: priceOk && salesOk, price_ok: priceOk, sales_ok: salesOk }
}
