import { beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import { FactError } from '#db/facts/fact.ts'
import { asker, fillFactStore } from './fact-store.ts'
import type { MigratedDatabase } from './migrated-database.ts'
import { migratedDatabase } from './migrated-database.ts'

let db: MigratedDatabase
let ask: ReturnType<typeof asker>
beforeAll(async () => {
  db = await migratedDatabase()
  await fillFactStore(db.api)
  ask = asker(db.worker)
})

describe('from the store data', () => {
  const known = {
    exists: true,
    platform: 'douyin',
    freight: 800,
    freightInsurance: true,
    paidAt: '2027-03-05T02:00:00.000Z',
    shippedAt: '2027-03-06T02:00:00.000Z',
    deliveredAt: '2027-03-07T07:00:00.000Z',
    buyerTier: 'vip',
  }
  const nothing = Object.fromEntries(Object.keys(known).map((name) => [name, name === 'exists' ? false : null]))

  test.each([
    { given: { order_no: 'O-1' }, answer: { ...known, qty: 3, paid: 12800 } },
    { given: { order_no: 'O-1', sku: 'TEA' }, answer: { ...known, qty: 1, paid: 5000 } },
    { given: { order_no: 'O-1', sku: 'NOT-IN-IT' }, answer: { ...known, qty: 0, paid: 0 } },
    { given: { order_no: 'UNKNOWN' }, answer: { ...nothing, qty: null, paid: null } },
    { given: { order_no: null }, answer: { ...nothing, qty: null, paid: null } },
  ])('order $given', async ({ given, answer }) => {
    expect(await ask('order', given)).toEqual(answer)
  })

  test('order of another store does not exist here', async () => {
    expect(await ask('order', { order_no: 'O-1' }, null, 'other')).toMatchObject({ exists: false })
  })

  test('product, of one SKU and of a list', async () => {
    const mug = {
      sku: 'MUG', known: true, title: '马克杯', price: 3900, listPrice: null, lowest30d: 3500, cost: 1600, salesHistory: 920,
      dailyAverage: 24, restockDays: 3, supplyMode: 'dropship', praiseRate: 97.5, noReturn: false,
    } // prettier-ignore
    expect(await ask('product', { sku: 'MUG' })).toEqual(mug)
    const list = await ask('product', { sku: ['NONE', 'MUG', null] })
    expect(list).toMatchObject([
      { sku: 'NONE', known: false, price: null, salesHistory: null },
      mug,
      { sku: null, known: false },
    ])
  })

  test.each([
    { sku: 'MUG', pieces: 25 },
    { sku: 'TEA', pieces: null },
    { sku: null, pieces: null },
  ])('stockAvailable of $sku is $pieces', async ({ sku, pieces }) => {
    expect(await ask('stockAvailable', { sku })).toBe(pieces)
  })

  test.each([
    { waybill: 'FRESH', known: true, received: false, stuck: false },
    { waybill: 'EDGE', known: true, received: false, stuck: false },
    { waybill: 'STUCK', known: true, received: false, stuck: true },
    { waybill: 'BACK', known: true, received: true, stuck: false },
    { waybill: 'BACK-2', known: true, received: false, stuck: false },
    { waybill: 'OUT', known: true, received: false, stuck: false },
    { waybill: 'NONE', known: false, received: false, stuck: false },
  ])('parcel $waybill', async ({ waybill, ...answer }) => {
    expect(await ask('parcel', { waybill })).toMatchObject(answer)
  })

  test.each([
    { order_no: 'O-1', freight: 1500 },
    { order_no: 'O-2', freight: null },
    { order_no: 'O-3', freight: null },
  ])('returnFreight of $order_no is $freight', async ({ order_no, freight }) => {
    expect(await ask('returnFreight', { order_no })).toBe(freight)
  })
})

describe('a question nobody can answer', () => {
  test.each([
    { name: 'horoscope', given: {}, code: 'FACT_UNKNOWN' },
    { name: 'constructor', given: {}, code: 'FACT_UNKNOWN' },
    { name: 'order', given: {}, code: 'FACT_INPUT' },
    { name: 'order', given: { order_no: 7 }, code: 'FACT_INPUT' },
    { name: 'order', given: { order_no: 'O-1', colour: 'x' }, code: 'FACT_INPUT' },
    { name: 'product', given: { sku: [1] }, code: 'FACT_INPUT' },
    { name: 'nextCampaignDate', given: { after: 'soon' }, code: 'FACT_INPUT' },
  ])('$name with $given is refused', async ({ name, given, code }) => {
    const error = await ask(name, given as JsonObject).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(FactError)
    expect((error as FactError).code).toBe(code)
  })
})
