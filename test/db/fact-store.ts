import type { JsonObject } from '#engine/model/text.ts'
import type { Database } from '#db/database.ts'
import { runFact } from '#db/facts/run-fact.ts'
import { importStoreData } from '#db/writes/import-store-data.ts'
import { saveStore } from '#db/writes/save-store.ts'
import { run } from './run-samples.ts'

/** The instant all questions are asked at: Wednesday 2027-03-10 18:00 in Shanghai. */
export const askedAt = '2027-03-10T10:00:00.000Z'

/** Asks as a run of the store `shop` (or another) would. */
export const asker =
  (db: Database) =>
  (name: string, given: JsonObject, sopRunId: string | null = null, storeId = 'shop') =>
    runFact(db, storeId, askedAt, name, given, sopRunId)

/** A store with orders of two known buyers, goods, stock and parcels; and an empty one. */
export async function fillFactStore(api: Database): Promise<void> {
  const calendar = run('x').calendar
  const campaignDays = [{ name: '618', on: '2027-06-18' }]
  await saveStore(api, { id: 'shop', name: '店', calendar, campaignDays }, 'admin')
  await saveStore(api, { id: 'other', name: '别店', calendar }, 'admin')
  const take = (kind: Parameters<typeof importStoreData>[1]['kind'], items: unknown[], storeId = 'shop') =>
    importStoreData(api, { storeId, kind, items, form: 'json' })
  const line = (sku: string, qty: number, paid: number) => ({ sku, qty, paid })
  const order = (orderNo: string, buyerKey: string) => ({
    orderNo,
    buyerKey,
    platform: 'douyin',
    lines: [line('MUG', 1, 3900)],
  })
  await take('orders', [
    {
      ...order('O-1', 'buyer-a'),
      lines: [line('MUG', 2, 7800), line('TEA', 1, 5000)],
      freight: 800,
      buyerTier: 'vip',
      freightInsurance: true,
      paidAt: '2027-03-05T10:00:00+08:00',
      shippedAt: '2027-03-06T10:00:00+08:00',
      deliveredAt: '2027-03-07T15:00:00+08:00',
    },
    ...['O-2', 'O-3', 'O-4', 'O-5', 'O-6'].map((no) => order(no, 'buyer-a')),
    order('O-7', 'buyer-b'),
    { ...order('O-8', 'buyer-c'), buyerKey: null },
  ])
  const mug = {
    sku: 'MUG',
    title: '马克杯',
    price: 3900,
    cost: 1600,
    lowest30d: 3500,
    salesHistory: 920,
    dailyAverage: 24,
  }
  await take('products', [{ ...mug, restockDays: 3, supplyMode: 'dropship', praiseRate: 97.5 }])
  await take('stock', [{ sku: 'MUG', onHand: 40, locked: 15 }])
  await take('parcels', [
    { waybill: 'FRESH', lastScanAt: '2027-03-10T09:00:00Z' },
    { waybill: 'EDGE', lastScanAt: '2027-03-09T10:00:00Z' },
    { waybill: 'STUCK', lastScanAt: '2027-03-09T09:59:59Z' },
    { waybill: 'BACK', direction: 'return', orderNo: 'O-1', freight: 1200, receivedAt: '2027-03-10T08:00:00Z' },
    { waybill: 'BACK-2', direction: 'return', orderNo: 'O-1', freight: 300, receivedAt: '2027-03-11T08:00:00Z' },
    { waybill: 'OUT', direction: 'outbound', orderNo: 'O-1', freight: 999 },
    { waybill: 'NO-FREIGHT', direction: 'return', orderNo: 'O-2' },
  ])
}
