import type { ItemReader } from './item-reader.ts'

export const storeDataKinds = ['products', 'stock', 'orders', 'parcels', 'after-sale-cases'] as const
export type StoreDataKind = (typeof storeDataKinds)[number]

export interface Column {
  /** Type in SQL. */
  type: string
  /** SQL for a new entry that does not say. */
  otherwise?: string
}

export interface StoreDataShape {
  table: string
  /** Column that tells one entry of a store from another. */
  key: string
  columns: Record<string, Column>
  /** What a new entry cannot do without. */
  neededWhenNew: readonly string[]
  read(item: ItemReader): Record<string, unknown>
}
