import type { Fact } from './fact.ts'
import { textOf } from './fact.ts'

/** `parcel.stuck`: no movement for longer than this. */
export const stuckAfterMs = 24 * 3_600_000

/** Where a parcel is. `stuck`: neither received nor scanned for more than 24 h. */
export const parcel: Fact = {
  needs: ['waybill'],
  async answer(db, asker, given) {
    const row = await db
      .selectFrom('parcel')
      .select(['receivedAt', 'lastScanAt'])
      .where('storeId', '=', asker.storeId)
      .where('waybill', '=', textOf(given, 'waybill') ?? '')
      .executeTakeFirst()
    if (row === undefined) return { known: false, received: false, receivedAt: null, lastScanAt: null, stuck: false }
    const receivedAt = notLater(row.receivedAt, asker.at)
    const lastScanAt = notLater(row.lastScanAt, asker.at)
    const quietMs = lastScanAt === null ? 0 : Date.parse(asker.at) - Date.parse(lastScanAt)
    return {
      known: true,
      received: receivedAt !== null,
      receivedAt,
      lastScanAt,
      stuck: receivedAt === null && quietMs > stuckAfterMs,
    }
  },
}

const notLater = (instant: string | null, at: string): string | null =>
  instant !== null && Date.parse(instant) <= Date.parse(at) ? instant : null
