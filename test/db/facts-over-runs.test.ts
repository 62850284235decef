import { beforeAll, describe, expect, test } from 'vitest'
import { eventBody } from '#engine/history/chain.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { jsonParameter } from '#db/json-parameter.ts'
import type { RunInput } from '#db/recording/record-input.ts'
import { importStoreData } from '#db/writes/import-store-data.ts'
import { recordEvents } from '#db/writes/record-events.ts'
import { askedAt, asker, fillFactStore } from './fact-store.ts'
import type { MigratedDatabase } from './migrated-database.ts'
import { migratedDatabase } from './migrated-database.ts'
import { batch, chained, handedOver, run } from './run-samples.ts'

let db: MigratedDatabase
let ask: ReturnType<typeof asker>
beforeAll(async () => {
  db = await migratedDatabase()
  await fillFactStore(db.api)
  ask = asker(db.worker)
})

/** Records a run as it stands; `launchedAt` decides whether it lies in a window. */
async function recorded(id: string, changes: Partial<RunInput['run']>): Promise<void> {
  await recordEvents(db.worker, batch(handedOver(chained(id, ['run.launched']), { run: run(id, changes) })), eventBody)
}

async function launchRow(sopRunId: string, inputs: JsonObject): Promise<void> {
  const envelope = jsonParameter({ command: { type: 'launch', inputs } } as never)
  const ids = {
    sopRunId,
    commandId: sopRunId,
    personId: 'p',
    hostId: sopRunId,
    storeId: 'shop',
    sop: 'x',
    planSha256: 'a',
  }
  await db.api
    .insertInto('launch')
    .values({ ...ids, envelope })
    .execute()
}

describe('over runs and cases: returns', () => {
  const back = (order_no: string, more: JsonObject = {}) => ({ order_no, sku: 'MUG', wanted: 'return_refund', ...more })

  beforeAll(async () => {
    await recorded('return-asking', { inputs: back('O-1'), values: { refund_no: 'R-0' }, launchedAt: askedAt })
    await recorded('return-1', {
      inputs: back('O-1'),
      values: { refund_no: 'R-1' },
      launchedAt: '2027-02-20T00:00:00.000Z',
    })
    await recorded('return-2', { inputs: back('O-2'), launchedAt: '2027-02-08T10:00:00.001Z' })
    await recorded('return-too-old', { inputs: back('O-3'), launchedAt: '2027-02-08T10:00:00.000Z' })
    await recorded('return-cancelled', {
      inputs: back('O-4'),
      status: 'cancelled',
      launchedAt: '2027-03-01T00:00:00.000Z',
    })
    await recorded('return-later', { inputs: back('O-4'), launchedAt: '2027-03-10T10:00:00.001Z' })
    await recorded('return-with-case', {
      inputs: back('O-5', { after_sale_no: 'AS-5' }),
      launchedAt: '2027-03-01T00:00:00.000Z',
    })
    await recorded('return-other-buyer', { inputs: back('O-7'), launchedAt: '2027-03-01T00:00:00.000Z' })
    await recorded('return-other-store', {
      storeId: 'other',
      inputs: back('O-2'),
      launchedAt: '2027-03-01T00:00:00.000Z',
    })
    const aCase = { sku: 'MUG', reason: 'size', wanted: 'return_refund', appliedAt: '2027-03-01T00:00:00Z' }
    await importStoreData(db.api, {
      storeId: 'shop',
      kind: 'after-sale-cases',
      form: 'json',
      items: [
        { ...aCase, afterSaleNo: 'AS-1', orderNo: 'O-1', refundedAt: '2027-03-02T00:00:00Z', refunded: 3900 },
        { ...aCase, afterSaleNo: 'AS-1-TEA', orderNo: 'O-1', sku: 'TEA', refundedAt: '2027-03-02T00:00:00Z' },
        { ...aCase, afterSaleNo: 'AS-5', orderNo: 'O-5' },
        { ...aCase, afterSaleNo: 'AS-6', orderNo: 'O-6' },
        { ...aCase, afterSaleNo: 'AS-6-LATER', orderNo: 'O-6', appliedAt: '2027-03-11T00:00:00Z' },
      ],
    })
  })

  test('buyerReturns30d: two runs of this buyer, one with its case counted once, one case without a run', async () => {
    // return-1, return-2, return-with-case (= AS-5) and AS-6; not itself, too old, cancelled, later, other buyer, other store.
    expect(await ask('buyerReturns30d', { order_no: 'O-1' }, 'return-asking')).toBe(4)
  })

  test('buyerReturns30d of an unknown buyer counts this order only', async () => {
    expect(await ask('buyerReturns30d', { order_no: 'O-8' })).toBe(0)
    expect(await ask('buyerReturns30d', { order_no: 'UNKNOWN' })).toBe(0)
    expect(await ask('buyerReturns30d', { order_no: null })).toBe(0)
  })

  test('refundedBefore: an earlier run with a refund number and a refunded case', async () => {
    expect(await ask('refundedBefore', { order_no: 'O-1', sku: 'MUG' }, 'return-asking')).toBe(2)
    expect(await ask('refundedBefore', { order_no: 'O-1', sku: 'TEA' }, 'return-asking')).toBe(1)
    expect(await ask('refundedBefore', { order_no: 'O-2', sku: 'MUG' })).toBe(0)
    expect(await ask('refundedBefore', { order_no: 'O-2', sku: null })).toBe(0)
  })
})

test('cashOfOrder24h: what other cases of the order ask for, decided or not yet; no older, cancelled or started ones', async () => {
  const of = (more: object = {}) => ({
    order_no: 'SPLIT',
    sku: 'MUG',
    wanted: 'return_refund',
    item_paid: 45_00,
    ...more,
  })
  const within = '2027-03-09T10:00:00.001Z'
  await recorded('split-asking', { inputs: of(), launchedAt: askedAt })
  await recorded('split-decided', { inputs: of(), values: { approval_amount: 12_00 }, launchedAt: within })
  await recorded('split-open', { inputs: of(), values: {}, launchedAt: askedAt })
  await recorded('split-refused', { inputs: of(), values: { approval_amount: 0 }, launchedAt: askedAt })
  await recorded('split-complaint', {
    inputs: of({ item_paid: null }),
    values: { comp_amount: 5_00 },
    launchedAt: askedAt,
  })
  await recorded('split-old', { inputs: of(), launchedAt: '2027-03-09T10:00:00.000Z' })
  await recorded('split-cancelled', { inputs: of(), status: 'cancelled', launchedAt: askedAt })
  await recorded('split-child', { inputs: of(), parentRunId: 'split-asking', parentChildKey: 'k', launchedAt: askedAt })
  await recorded('split-other', { inputs: of({ order_no: 'OTHER' }), launchedAt: askedAt })
  expect(await ask('cashOfOrder24h', { order_no: 'SPLIT' }, 'split-asking')).toBe(12_00 + 45_00 + 5_00)
  expect(await ask('cashOfOrder24h', { order_no: null })).toBe(0)
})

describe('over runs and cases: complaints', () => {
  const complaint = (order_no: string, sku: string) => ({ order_no, sku, source: 'chat' })

  beforeAll(async () => {
    await recorded('complaint-asking', { inputs: complaint('C-1', 'HOT'), launchedAt: askedAt })
    await recorded('complaint-1', { inputs: complaint('C-1', 'HOT'), launchedAt: '2027-03-09T10:00:00.001Z' })
    await recorded('complaint-old', { inputs: complaint('C-1', 'HOT'), launchedAt: '2027-03-09T10:00:00.000Z' })
    await recorded('complaint-other-sku', { inputs: complaint('C-2', 'COLD'), launchedAt: '2027-03-10T09:00:00.000Z' })
    const platform = { ...complaint('C-3', 'HOT'), platform_case_no: 'P-3' }
    await recorded('complaint-platform', { inputs: platform, launchedAt: '2027-03-10T09:00:00.000Z' })
    const aCase = { kind: 'complaint', sku: 'HOT', appliedAt: '2027-03-10T08:00:00Z' }
    await importStoreData(db.api, {
      storeId: 'shop',
      kind: 'after-sale-cases',
      form: 'json',
      items: [
        { ...aCase, afterSaleNo: 'CASE-3', orderNo: 'C-3', platformCaseNo: 'P-3' },
        { ...aCase, afterSaleNo: 'CASE-4', orderNo: 'C-4' },
      ],
    })
  })

  test('similarComplaints24h leaves the asking one out', async () => {
    // complaint-1, complaint-platform (= CASE-3) and CASE-4.
    expect(await ask('similarComplaints24h', { sku: 'HOT' }, 'complaint-asking')).toBe(3)
    expect(await ask('similarComplaints24h', { sku: 'HOT' })).toBe(4)
    expect(await ask('similarComplaints24h', { sku: 'NONE' })).toBe(0)
    expect(await ask('similarComplaints24h', { sku: null })).toBe(0)
  })

  test('complaintsSameOrder counts the asking one', async () => {
    expect(await ask('complaintsSameOrder', { order_no: 'C-1' }, 'complaint-asking')).toBe(3)
    expect(await ask('complaintsSameOrder', { order_no: 'NEW' })).toBe(1)
    expect(await ask('complaintsSameOrder', { order_no: null })).toBe(1)
  })
})

describe('over runs and cases: quality', () => {
  const returned = { sku: 'WEAK', reason: 'quality', wanted: 'return_refund' }

  beforeAll(async () => {
    await recorded('quality-1', { inputs: returned, launchedAt: '2027-03-05T00:00:00.000Z' })
    await recorded('quality-2', {
      inputs: { ...returned, reason: 'functional' },
      launchedAt: '2027-03-06T00:00:00.000Z',
    })
    await recorded('quality-old', { inputs: returned, launchedAt: '2027-03-03T10:00:00.000Z' })
    await recorded('quality-size', { inputs: { ...returned, reason: 'size' }, launchedAt: '2027-03-06T00:00:00.000Z' })
    const complaint = { inputs: { sku: 'WEAK', source: 'chat' }, values: { cause: 'quality' } }
    await recorded('quality-complaint', { ...complaint, launchedAt: '2027-03-07T00:00:00.000Z' })
    await launchRow('quality-asking', returned)
    await launchRow('size-asking', { ...returned, reason: 'size' })
  })

  test('qualityCases7d counts the asking one as soon as its launch is written, if it is one', async () => {
    expect(await ask('qualityCases7d', { sku: 'WEAK' })).toBe(3)
    expect(await ask('qualityCases7d', { sku: 'WEAK' }, 'quality-asking')).toBe(4)
    expect(await ask('qualityCases7d', { sku: 'WEAK' }, 'size-asking')).toBe(3)
    expect(await ask('qualityCases7d', { sku: null })).toBe(0)
  })
})

describe('over runs: launches and campaigns', () => {
  beforeAll(async () => {
    const launch = (id: string, launch_at: string, changes: Partial<RunInput['run']> = {}) =>
      recorded(id, { inputs: { launch_at }, launchedAt: '2027-02-20T00:00:00.000Z', ...changes })
    await launch('launch-asking', '2027-03-18T20:30:00+08:00')
    await launch('launch-monday', '2027-03-15T00:00:00+08:00')
    await launch('launch-together', '2027-03-18T12:30:00Z')
    await launch('launch-sunday', '2027-03-21T23:59:59+08:00', { status: 'completed', values: { published_at: 'x' } })
    await launch('launch-sunday-too', '2027-03-21T15:59:59Z')
    await launch('launch-before', '2027-03-14T23:59:59+08:00')
    await launch('launch-after', '2027-03-22T00:00:00+08:00')
    await launch('launch-rejected', '2027-03-17T20:00:00+08:00', { status: 'completed', outcome: 'rejected' })
    await launch('launch-cancelled', '2027-03-17T21:00:00+08:00', { status: 'cancelled' })
    const campaign = { launchedAt: '2027-02-20T00:00:00.000Z' }
    await recorded('campaign', { ...campaign, inputs: { campaign_day: '2027-05-01' } })
    await recorded('campaign-off', { ...campaign, inputs: { campaign_day: '2027-04-01' }, status: 'cancelled' })
  })

  test('launchesThisWeek counts other occasions from Monday to Sunday in the zone of the store', async () => {
    // Monday and Sunday (two items at one instant); what is launched together with the asking run is its own occasion.
    expect(await ask('launchesThisWeek', { at: '2027-03-18T20:30:00+08:00' }, 'launch-asking')).toBe(2)
    expect(await ask('launchesThisWeek', { at: '2027-03-19T20:00:00+08:00' })).toBe(3)
    expect(await ask('launchesThisWeek', { at: '2027-04-19T20:00:00+08:00' })).toBe(0)
  })

  test.each([
    { after: '2027-03-18T20:30:00+08:00', day: '2027-05-01' },
    { after: '2027-05-01', day: '2027-05-01' },
    { after: '2027-05-01T15:59:59Z', day: '2027-05-01' },
    { after: '2027-05-01T16:00:00Z', day: '2027-06-18' },
    { after: '2027-06-19', day: null },
  ])('nextCampaignDate after $after is $day', async ({ after, day }) => {
    expect(await ask('nextCampaignDate', { after })).toBe(day)
  })
})
