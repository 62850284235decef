import type { ClockInstant, OptionalInstant } from './column-types.ts'

export interface ParcelScan {
  at: string
  place: string
  text: string
}

/** A parcel on its way to a buyer (`outbound`) or back (`return`). */
export interface ParcelTable {
  storeId: string
  waybill: string
  carrier: string | null
  direction: 'outbound' | 'return'
  orderNo: string | null
  /** Fen. */
  freight: number | null
  scans: ParcelScan[]
  lastScanAt: OptionalInstant
  receivedAt: OptionalInstant
  updatedAt: ClockInstant
}
