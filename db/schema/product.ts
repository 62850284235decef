import type { ClockInstant } from './column-types.ts'

/** Goods of a store. Money in fen. */
export interface ProductTable {
  storeId: string
  sku: string
  title: string
  category: string | null
  supplier: string | null
  supplyMode: 'own' | 'dropship'
  /** Price on the tag now. */
  price: number
  listPrice: number | null
  /** Lowest tag price of the last 30 days. */
  lowest30d: number | null
  cost: number | null
  /** Pieces sold so far. */
  salesHistory: number
  /** Pieces a day, normal days. */
  dailyAverage: number
  restockDays: number | null
  /** Good-review rate in percent. */
  praiseRate: number | null
  /** Custom-made, fresh or digital: no return without a reason. */
  noReturn: boolean
  updatedAt: ClockInstant
}
