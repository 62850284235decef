import type { ClockInstant, OptionalInstant } from './column-types.ts'

/** One line of an order; `paid` in fen after discounts, for the whole line. */
export interface OrderLine {
  sku: string
  qty: number
  paid: number
}

/** A buyer's order. No name, phone or address: the buyer is known by the platform's key only. */
export interface ShopOrderTable {
  storeId: string
  orderNo: string
  platform: string
  buyerKey: string | null
  /** `vip`, `regular`, `new` … as the store's member groups say. */
  buyerTier: string | null
  lines: OrderLine[]
  /** Fen paid for goods, all lines. */
  paid: number
  freight: number
  freightInsurance: boolean
  paidAt: OptionalInstant
  shippedAt: OptionalInstant
  deliveredAt: OptionalInstant
  updatedAt: ClockInstant
}
