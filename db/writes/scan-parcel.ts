import type { Insertable } from 'kysely'
import type { Connection } from '../database.ts'
import type { ParcelScanTable } from '../schema/parcel-scan.ts'
import { uuidV7 } from '../uuid-v7.ts'

/** Keeps that a parcel was scanned and what the scan came upon. @returns its id. */
export async function scanParcel(db: Connection, scan: Omit<Insertable<ParcelScanTable>, 'id'>): Promise<string> {
  const id = uuidV7()
  await db
    .insertInto('parcelScan')
    .values({ ...scan, id })
    .execute()
  return id
}
