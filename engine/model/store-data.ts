/** Kinds of values the store's data holds, for the checks of expressions. */
export type StoredKind = 'text' | 'number' | 'money' | 'bool' | 'instant' | 'day' | 'percent'

export interface FactQueryShape {
  /** Members `with` must have. */
  needs: readonly string[]
  optional?: readonly string[]
  /** Kind of the answer, or of its members; absent = depends on what is asked for. */
  answer?: StoredKind | Readonly<Record<string, StoredKind>>
}

/** Every query a playbook's `facts:` may ask (docs/facts.md). */
export const factQueryShapes: Readonly<Record<string, FactQueryShape>> = {
  order: {
    needs: ['order_no'],
    optional: ['sku'],
    answer: {
      exists: 'bool',
      platform: 'text',
      qty: 'number',
      paid: 'money',
      freight: 'money',
      freightInsurance: 'bool',
      paidAt: 'instant',
      shippedAt: 'instant',
      deliveredAt: 'instant',
      buyerTier: 'text',
    },
  },
  product: { needs: ['sku'] },
  stockAvailable: { needs: ['sku'] },
  parcel: {
    needs: ['waybill'],
    answer: { known: 'bool', received: 'bool', receivedAt: 'instant', lastScanAt: 'instant', stuck: 'bool' },
  },
  returnFreight: { needs: ['order_no'], answer: 'money' },
  cashOfOrder24h: { needs: ['order_no'], answer: 'money' },
  refundedBefore: { needs: ['order_no', 'sku'], answer: 'number' },
  buyerReturns30d: { needs: ['order_no'], answer: 'number' },
  similarComplaints24h: { needs: ['sku'], answer: 'number' },
  complaintsSameOrder: { needs: ['order_no'], answer: 'number' },
  qualityCases7d: { needs: ['sku'], answer: 'number' },
  launchesThisWeek: { needs: ['at'], answer: 'number' },
  nextCampaignDate: { needs: ['after'], answer: 'day' },
}

/** Members of each source a launch field may be filled from (docs/facts.md). */
export const lookUpPaths: Readonly<
  Record<'order' | 'product' | 'stock' | 'parcel' | 'afterSaleCase', readonly string[]>
> = {
  order: [
    'platform',
    'paid',
    'qty',
    'freight',
    'freightInsurance',
    'paidAt',
    'shippedAt',
    'deliveredAt',
    'buyerTier',
    'sku',
  ],
  product: [
    ...['title', 'category', 'supplier', 'supplyMode', 'price', 'listPrice', 'lowest30d', 'cost', 'salesHistory'],
    ...['dailyAverage', 'restockDays', 'praiseRate', 'noReturn'],
  ],
  stock: ['available', 'onHand', 'locked', 'seconds'],
  parcel: ['carrier', 'direction', 'orderNo', 'freight', 'lastScanAt', 'receivedAt'],
  afterSaleCase: [
    ...['orderNo', 'sku', 'kind', 'reason', 'wanted', 'platformCaseNo', 'appliedAt', 'refundedAt', 'refunded'],
  ],
}
