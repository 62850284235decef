import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runAutomationActivity } from '#activities/run-automation.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { migratedCopy } from '../support/fresh-database.ts'
import type { FreshDatabase } from '../support/fresh-database.ts'
import { addStore } from '../workflows/shop.ts'

let urls: FreshDatabase
let owner: Database
let db: Database
beforeAll(async () => {
  urls = await migratedCopy()
  owner = openDatabase(urls.ownerUrl, { applicationName: 'zhangfa test' })
  db = openDatabase(urls.workerUrl, { applicationName: 'zhangfa test' })
  await addStore(owner, 'shop')
})
beforeEach(async () => {
  await owner.deleteFrom('stock').execute()
  await owner.insertInto('stock').values({ storeId: 'shop', sku: 'A', onHand: 10, locked: 4, seconds: 1 }).execute()
})
afterAll(async () => {
  await Promise.all([owner.destroy(), db.destroy()])
  await urls.drop()
})

let keys = 0
const call = (activity: string, input: JsonObject, idempotencyKey = `r-1/step.1/${(keys += 1)}`) =>
  runAutomationActivity(db)({ sopRunId: 'r-1', storeId: 'shop', stepKey: 'step.1', activity, input, idempotencyKey })
const stockOfA = () =>
  db.selectFrom('stock').select(['onHand', 'locked', 'seconds']).where('sku', '=', 'A').executeTakeFirstOrThrow()

describe('adjustStock', () => {
  test.each([
    ['puts back', { sku: 'A', change: 2, cause: 'return' }, { onHand: 12, locked: 4, seconds: 1 }],
    ['takes out what is free', { sku: 'A', change: -6 }, { onHand: 4, locked: 4, seconds: 1 }],
    ['fills the seconds shelf', { sku: 'A', change: 3, shelf: 'seconds' }, { onHand: 10, locked: 4, seconds: 4 }],
    ['changes nothing by 0', { sku: 'A', change: 0 }, { onHand: 10, locked: 4, seconds: 1 }],
  ])('%s', async (_name, input, after) => {
    await call('adjustStock', input)
    expect(await stockOfA()).toEqual(after)
  })

  test('the same key twice, also at once, changes the stock once and answers the same', async () => {
    const outputs = await Promise.all(
      [1, 2, 3].map(() => call('adjustStock', { sku: 'A', change: 5 }, 'r-1/step.1/same')),
    )
    expect(outputs).toEqual(Array(3).fill({ sku: 'A', onHand: 15, seconds: 1 }))
    expect(await stockOfA()).toMatchObject({ onHand: 15 })
  })

  test('what failed leaves no trace: the same key works once the stock is there', async () => {
    const input = { sku: 'B', change: 1 }
    await expect(call('adjustStock', input, 'r-1/step.1/later')).rejects.toThrow('has no stock record of SKU B')
    await owner.insertInto('stock').values({ storeId: 'shop', sku: 'B', onHand: 0, locked: 0, seconds: 0 }).execute()
    expect(await call('adjustStock', input, 'r-1/step.1/later')).toMatchObject({ onHand: 1 })
  })

  test.each([
    ['more than is free', { sku: 'A', change: -7 }, '6 free pieces'],
    ['half a piece', { sku: 'A', change: 0.5 }, 'change to be a whole number'],
    ['no SKU', { change: 1 }, 'sku to be a text but got nothing'],
    ['an unknown shelf', { sku: 'A', change: 1, shelf: 'attic' }, 'knows no shelf attic'],
  ])('gives up for good on %s', async (_name, input, says) => {
    await expect(call('adjustStock', input)).rejects.toMatchObject({
      nonRetryable: true,
      message: expect.stringContaining(says) as string,
    })
    expect(await stockOfA()).toEqual({ onHand: 10, locked: 4, seconds: 1 })
  })
})

describe('the registry', () => {
  test.each(['noSuchThing', 'constructor', '__proto__'])('an unknown automation (%s) fails for good', async (name) => {
    await expect(call(name, {})).rejects.toMatchObject({
      nonRetryable: true,
      message: expect.stringContaining(`no automation ${name}`) as string,
    })
  })
})
