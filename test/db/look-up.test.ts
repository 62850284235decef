import { beforeAll, describe, expect, test } from 'vitest'
import { lookUp, LookUpError } from '#db/store-data/look-up.ts'
import { importStoreData } from '#db/writes/import-store-data.ts'
import { saveStore } from '#db/writes/save-store.ts'
import type { MigratedDatabase } from './migrated-database.ts'
import { migratedDatabase } from './migrated-database.ts'
import { run } from './run-samples.ts'

let db: MigratedDatabase
beforeAll(async () => {
  db = await migratedDatabase()
  for (const id of ['shop', 'other']) await saveStore(db.api, { id, name: id, calendar: run('x').calendar }, 'admin')
  const lines = [
    { sku: 'MUG', qty: 2, paid: 7800 },
    { sku: 'TEA', qty: 1, paid: 5050 },
  ]
  const take = (kind: 'orders' | 'products', items: unknown[]) =>
    importStoreData(db.api, { storeId: 'shop', kind, items, form: 'json' })
  await take('orders', [
    { orderNo: 'CSV-1', platform: 'tmall', lines },
    { orderNo: 'CSV-2', platform: 'tmall', lines: lines.slice(0, 1) },
  ])
  await take('products', [{ sku: 'MUG', title: '马克杯', price: 4500, lowest30d: 3900 }])
})

describe('a look-up', () => {
  const find = async (source: 'order' | 'product', key: string, path: string, sku?: string) =>
    (await lookUp(db.api, 'shop', [{ source, key, path, ...(sku === undefined ? {} : { sku }) }]))[0]

  test('finds a value and tells where', async () => {
    expect(await find('order', 'CSV-1', 'paid')).toEqual({ value: 12850, source: 'order.paid of CSV-1' })
    expect(await find('order', 'CSV-1', 'paid', 'TEA')).toEqual({ value: 5050, source: 'order.paid of CSV-1' })
    expect(await find('order', 'CSV-1', 'qty', 'MUG')).toMatchObject({ value: 2 })
    expect(await find('order', 'CSV-2', 'sku')).toMatchObject({ value: 'MUG' })
    expect(await find('product', 'MUG', 'lowest30d')).toMatchObject({ value: 3900 })
  })

  test('finds nothing for what is not known, and nothing of another store', async () => {
    expect(await find('order', 'CSV-9', 'paid')).toBeNull()
    expect(await find('order', 'CSV-1', 'paid', 'NOT-BOUGHT')).toBeNull()
    expect(await find('order', 'CSV-2', 'deliveredAt')).toBeNull()
    expect(await lookUp(db.api, 'other', [{ source: 'order', key: 'CSV-1', path: 'paid' }])).toEqual([null])
  })

  test('of a member that does not exist is a fault of the playbook', async () => {
    await expect(find('order', 'CSV-1', 'colour')).rejects.toThrow(LookUpError)
  })
})
