import { beforeAll, describe, expect, test } from 'vitest'
import type { ItemForm } from '#db/store-data/item-reader.ts'
import type { StoreDataKind } from '#db/store-data/store-data-kind.ts'
import { lookUp } from '#db/store-data/look-up.ts'
import { importStoreData } from '#db/writes/import-store-data.ts'
import { saveStore } from '#db/writes/save-store.ts'
import type { MigratedDatabase } from './migrated-database.ts'
import { migratedDatabase } from './migrated-database.ts'
import { run } from './run-samples.ts'

let db: MigratedDatabase
beforeAll(async () => {
  db = await migratedDatabase()
  for (const id of ['shop', 'other']) await saveStore(db.api, { id, name: id, calendar: run('x').calendar }, 'admin')
})

const take = (kind: StoreDataKind, items: unknown[], form: ItemForm = 'json', dryRun = false) =>
  importStoreData(db.api, { storeId: 'shop', kind, items, form, dryRun, by: 'person-1' })

/** Codes and pointers of what was refused, by index. */
const complaints = async (results: ReturnType<typeof take>) =>
  ((await results) ?? []).flatMap(({ index, errors }) =>
    (errors ?? []).map(({ pointer, code }) => [index, pointer, code]),
  )

describe('an import', () => {
  const mug = {
    sku: 'MUG',
    title: '马克杯',
    price: 3900,
    cost: 1600,
    lowest30d: 3900,
    salesHistory: 920,
    dailyAverage: 24.5,
  }

  test('creates, leaves unchanged, updates, and keeps what an item does not say', async () => {
    expect(await take('products', [mug])).toEqual([{ index: 0, id: 'MUG', status: 'created' }])
    expect(await take('products', [mug])).toEqual([{ index: 0, id: 'MUG', status: 'unchanged' }])
    expect(await take('products', [{ sku: 'MUG', price: 3500 }])).toEqual([{ index: 0, id: 'MUG', status: 'updated' }])
    const row = await db.api.selectFrom('product').selectAll().where('sku', '=', 'MUG').executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      price: 3500,
      cost: 1600,
      title: '马克杯',
      supplyMode: 'own',
      noReturn: false,
      dailyAverage: 24.5,
    })
  })

  test('tells what it would do without doing it', async () => {
    const dry = await take(
      'products',
      [
        { sku: 'DRY', title: '试', price: 100 },
        { ...mug, price: 3500 },
      ],
      'json',
      true,
    )
    expect(dry?.map(({ status }) => status)).toEqual(['created', 'unchanged'])
    expect(await db.api.selectFrom('product').select('sku').where('sku', '=', 'DRY').execute()).toEqual([])
  })

  test('answers null for a store that does not exist', async () => {
    expect(await importStoreData(db.api, { storeId: 'nowhere', kind: 'stock', items: [], form: 'json' })).toBeNull()
  })

  test('keeps good items beside bad ones, with every error of a bad one', async () => {
    const items = [
      { sku: 'GOOD', title: '好', price: 100 },
      { sku: 'BAD-1', title: '坏\u0000', price: 1.5, supplyMode: 'rented', colour: 'red' },
      { title: '没有编号', price: 100 },
      { sku: 'BAD-2', title: '价', price: -1, restockDays: 2.5, dailyAverage: '7', noReturn: 'yes' },
      { sku: 'NEW-WITHOUT-PRICE', title: '新' },
      'nonsense',
      { sku: 'GOOD', title: '又', price: 100 },
      { sku: 'BAD-3', title: '\ud800', price: 2 ** 60 },
    ]
    const results = await take('products', items)
    expect(results?.map(({ id, status }) => [id, status])).toEqual([
      ['GOOD', 'created'],
      ['BAD-1', 'refused'],
      [null, 'refused'],
      ['BAD-2', 'refused'],
      ['NEW-WITHOUT-PRICE', 'refused'],
      [null, 'refused'],
      ['GOOD', 'refused'],
      ['BAD-3', 'refused'],
    ])
    expect(await complaints(Promise.resolve(results))).toEqual([
      [1, '/title', 'INVALID_TEXT'],
      [1, '/supplyMode', 'INVALID_CHOICE'],
      [1, '/price', 'INVALID_AMOUNT'],
      [1, '/colour', 'UNKNOWN_FIELD'],
      [2, '/sku', 'MISSING_FIELD'],
      [3, '/price', 'INVALID_AMOUNT'],
      [3, '/dailyAverage', 'INVALID_NUMBER'],
      [3, '/restockDays', 'INVALID_NUMBER'],
      [3, '/noReturn', 'INVALID_CHOICE'],
      [4, '/price', 'MISSING_FIELD'],
      [5, '', 'INVALID_LIST'],
      [5, '/sku', 'MISSING_FIELD'],
      [6, '/sku', 'DUPLICATE_ITEM'],
      [7, '/title', 'INVALID_TEXT'],
      [7, '/price', 'INVALID_AMOUNT'],
    ])
  })

  test.each([
    '2026-02-30T10:00:00+08:00',
    '2026-13-01T10:00:00Z',
    '2026-02-03T25:00:00Z',
    '2026-02-03 10:00',
    '2026-02-03',
    'yesterday',
    '0000-01-01T00:00:00Z',
    1772000000000,
  ])('refuses the instant %s', async (paidAt) => {
    const order = { orderNo: 'BAD-DATE', platform: 'tmall', lines: [{ sku: 'MUG', qty: 1, paid: 3900 }], paidAt }
    expect(await complaints(take('orders', [order]))).toEqual([[0, '/paidAt', 'INVALID_DATE']])
  })

  test('points into the list an error is in', async () => {
    const order = {
      orderNo: 'L',
      platform: 'tmall',
      lines: [
        { sku: 'MUG', qty: 1, paid: 1 },
        { qty: -1, weight: 3 },
      ],
    }
    expect(await complaints(take('orders', [order]))).toEqual([
      [0, '/lines/1/sku', 'MISSING_FIELD'],
      [0, '/lines/1/qty', 'INVALID_NUMBER'],
      [0, '/lines/1/weight', 'UNKNOWN_FIELD'],
    ])
  })

  test('reads parcels with their scans and cases of the platform', async () => {
    const scans = [
      { at: '2027-03-10T09:00:00+08:00', place: '杭州', text: '揽收' },
      { at: '2027-03-11T09:00:00+08:00', place: '上海', text: '到达' },
    ]
    await take('parcels', [{ waybill: 'SF1', direction: 'return', orderNo: 'O-9', freight: 1200, scans }])
    const parcel = await db.api.selectFrom('parcel').selectAll().where('waybill', '=', 'SF1').executeTakeFirstOrThrow()
    expect(parcel).toMatchObject({ lastScanAt: '2027-03-11T01:00:00.000Z', receivedAt: null, freight: 1200 })
    expect(parcel.scans[0]).toEqual({ at: '2027-03-10T01:00:00.000Z', place: '杭州', text: '揽收' })
    const aCase = {
      afterSaleNo: 'AS1',
      orderNo: 'O-9',
      sku: 'MUG',
      reason: 'quality',
      appliedAt: '2027-03-10T10:00:00+08:00',
    }
    expect(await take('after-sale-cases', [aCase])).toEqual([{ index: 0, id: 'AS1', status: 'created' }])
    expect(await complaints(take('after-sale-cases', [{ afterSaleNo: 'AS2', orderNo: 'O-9' }]))).toEqual([
      [0, '/appliedAt', 'MISSING_FIELD'],
    ])
  })

  test('takes a count below what is locked: then nothing is available', async () => {
    await take('stock', [{ sku: 'MUG', onHand: 10, locked: 4 }])
    expect(await take('stock', [{ sku: 'MUG', onHand: 3 }])).toEqual([{ index: 0, id: 'MUG', status: 'updated' }])
    const [found] = await lookUp(db.api, 'shop', [{ source: 'stock', key: 'MUG', path: 'available' }])
    expect(found?.value).toBe(0)
  })

  test('is part of the history of administration', async () => {
    const acts = await db.api
      .selectFrom('adminEvent')
      .select(['personId', 'after'])
      .where('action', '=', 'storeData.imported')
      .execute()
    expect(acts).toContainEqual({ personId: 'person-1', after: { created: 1, updated: 0, refused: 7 } })
  })
})

describe('a CSV import', () => {
  test('reads yuan, local times of the store and headings with underscores; lines of one order are put together', async () => {
    const shared = {
      order_no: 'CSV-1',
      platform: 'tmall',
      buyer_key: 'b1',
      freight: '8',
      delivered_at: '2027/3/7 15:00',
    }
    const rows = [
      { ...shared, sku: 'MUG', qty: '2', line_paid: '78.00' },
      { ...shared, sku: 'TEA', qty: '1', line_paid: '50.5' },
      {
        order_no: 'CSV-2',
        platform: 'tmall',
        sku: 'MUG',
        qty: '1',
        line_paid: '39',
        delivered_at: '',
        freight_insurance: '是',
      },
    ]
    expect(await take('orders', rows, 'csv')).toEqual([
      { index: 0, id: 'CSV-1', status: 'created' },
      { index: 2, id: 'CSV-2', status: 'created' },
    ])
    const orders = await db.api
      .selectFrom('shopOrder')
      .selectAll()
      .where('orderNo', 'like', 'CSV-%')
      .orderBy('orderNo')
      .execute()
    expect(orders[0]).toMatchObject({
      paid: 12850,
      freight: 800,
      deliveredAt: '2027-03-07T07:00:00.000Z',
      lines: [
        { sku: 'MUG', qty: 2, paid: 7800 },
        { sku: 'TEA', qty: 1, paid: 5050 },
      ],
    })
    expect(orders[1]).toMatchObject({ paid: 3900, freight: 0, freightInsurance: true, deliveredAt: null })
  })

  test.each(['39.001', '-1', '１２', '1,000', '1e3', '39元'])('refuses the amount %s', async (price) => {
    expect(await complaints(take('products', [{ sku: 'CSV', title: 'x', price }], 'csv'))).toEqual([
      [0, '/price', 'INVALID_AMOUNT'],
    ])
  })
})
