import type { Connection } from '../database.ts'
import type { ParcelScan } from '../schema/parcel.ts'

export interface ParcelOfCase {
  waybill: string
  carrier: string | null
  direction: 'outbound' | 'return'
  orderNo: string | null
  freight: number | null
  scans: ParcelScan[]
  lastScanAt: string | null
  receivedAt: string | null
}

/** Parcels of a store that belong to an order or carry one of these waybills. */
export async function readParcelsOfCase(
  db: Connection,
  of: { storeId: string; orderNo: string | null; waybills: readonly string[] },
): Promise<ParcelOfCase[]> {
  return db
    .selectFrom('parcel')
    .select(['waybill', 'carrier', 'direction', 'orderNo', 'freight', 'scans', 'lastScanAt', 'receivedAt'])
    .where('storeId', '=', of.storeId)
    .where((eb) => eb.or([eb('orderNo', '=', of.orderNo ?? ''), eb('waybill', 'in', ['', ...of.waybills])]))
    .orderBy('waybill')
    .execute()
}
