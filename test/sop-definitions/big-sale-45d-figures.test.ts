import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import type { Played } from '#engine/rehearsal/play.ts'
import { bigSale, grid, playSale, reading, saleAnswers, saleFacts, saleStory } from './sale-case.ts'
import { clock, completes, cst, started, step } from './playbook.ts'
import { submission } from './submission.ts'

const planned = playSale(saleStory('bs-budget'))
const worked = (stepId: string, given: JsonObject, of: Played = planned) =>
  submission(bigSale, of, stepId, given, '11-11 12:00').answers
const rules = (played: Played, stepId: string) =>
  played.events
    .filter((event) => event.type === 'branch.taken' && event.stepId === stepId)
    .map((event) => event.data['rule'] as string)
const usual = (at: string, by: string, stepId: string, change: JsonObject = {}) =>
  completes(at, by, stepId, { ...saleAnswers[stepId], ...change })

describe('big-sale-45d, entries', () => {
  it('looks at them as soon as the goods are known, then on T-30 and T-7 at 18:00 (bs-eligibility)', () => {
    const played = playSale(saleStory('bs-pricing'), { until: '11-04 18:00' })
    const checks = [1, 2, 3].map((n) => clock(step(played, 'bs-eligibility', n).completedAt))
    expect(checks).toEqual(['09-30 10:00', '10-12 18:00', '11-04 18:00'])
  })

  it.each<[string, JsonObject, string[]]>([
    ['lowest price 239.00 and 50 sold', { lowest30d: 23900, salesHistory: 50 }, []],
    ['one item above its lowest price', { lowest30d: 23899, salesHistory: 50 }, ['R-ELIG']],
    ['one item with 49 sold', { lowest30d: 23900, salesHistory: 49 }, ['R-ELIG']],
  ])('%s: %j tells %j', (_, product, told) => {
    const played = playSale(saleStory('bs-pricing'), { facts: { product: [{ sku: 'X', ...product }] } })
    expect(rules(played, 'bs-eligibility')).toEqual(told)
  })
})

describe('big-sale-45d, goods', () => {
  it.each<[string, JsonObject, JsonObject[]]>([
    ['all there', { sku: 'X', arrived: 725, qc_pass: true }, []],
    ['one missing', { sku: 'X', arrived: 724, qc_pass: true }, [{ sku: 'X', gap: 1, cap: 964 }]],
    ['all there, none good', { sku: 'X', arrived: 725, qc_pass: false }, [{ sku: 'X', gap: 725, cap: 240 }]],
    ['one counted as missing', { sku: 'X', arrived: 725, qc_pass: true, gap: 1 }, [{ sku: 'X', gap: 1, cap: 965 }]],
    ['not planned, not there', { sku: 'Y', arrived: 0, qc_pass: true }, []],
    ['not planned, 5 short', { sku: 'Y', arrived: 2, qc_pass: true, gap: 5 }, [{ sku: 'Y', gap: 5, cap: 2 }]],
  ])('%s: %j leaves %j (bs-stock-arrival: on hand 240, to buy 725)', (_, item, gaps) => {
    expect(worked('bs-stock-arrival', { items: [item] })['gaps']).toEqual(gaps)
  })

  it('alarms when fewer are left than the safety stock of 65 (R-STOCK-ALERT)', () => {
    const left = (available: number) => {
      const check = usual('10-28 10:00', 'operator', 'bs-warmup-daily', { stock: [{ sku: 'X', available }] })
      return rules(playSale([...saleStory('bs-warmup-daily'), check]), 'bs-warmup-daily')
    }
    expect([left(65), left(64)]).toEqual([[], ['R-STOCK-ALERT']])
  })
})

describe('big-sale-45d, streams and readings', () => {
  it('tells the ops-lead once of a warm-up budget that is used up early', () => {
    const spent = { 'bs-warmup-daily': { ...saleAnswers['bs-warmup-daily'], spend: 700000 } }
    const early = saleStory('bs-go-no-go', spent).filter((act) => act.at < cst('10-31 00:00'))
    expect(rules(playSale(early), 'bs-warmup-daily')).toEqual(['sale.budget'])
  })

  it('starts the one livestream of the plan', () => {
    const stream = {
      ...{ title: '一', start_at: cst('11-05 20:00'), duration_min: 120, goal: 'sales', viewers: 1, gmv: 100 },
      ...{ interaction_rate: 5, cvr: 3, age: '25-35', gender: '女', habits: '晚间' },
    }
    const plan = usual('10-17 10:00', 'kol-manager', 'bs-kol-live', { streams: [stream] })
    expect(started(playSale([...saleStory('bs-kol-live'), plan])).map(({ sop }) => sop)).toEqual(['livestream'])
  })

  it('plans no visitors when the target split was left out', () => {
    const skip = { at: cst('09-28 10:00'), command: { type: 'skip', stepId: 'bs-target', reason: '沿用去年' } }
    const without = playSale([...saleStory('bs-target'), skip])
    const plannedIn = (stepId: string, of: Played) => worked(stepId, reading, of)['planned_uv']
    expect([plannedIn('bs-burst-3h', without), plannedIn('bs-burst-day', without)]).toEqual([0, 0])
    expect([plannedIn('bs-burst-3h', planned), plannedIn('bs-burst-day', planned)]).toEqual([12500, 100000])
  })

  it.each([
    ['bs-burst-3h', '11-11 00:30'],
    ['bs-burst-day', '11-11 04:00'],
  ])('asks the ops-lead for any extra budget, the store-manager above 10 % of 50 000 (%s)', (stepId, at) => {
    const before = saleStory(stepId)
    const asked = (change: JsonObject) =>
      step(
        playSale([...before, completes(at, 'operator', stepId, { ...reading, ...change })]),
        stepId,
        1,
      ).approvals.map((level) => level.role)
    expect(asked({ extra_budget: 0 })).toEqual([])
    expect(asked({ extra_budget: 1 })).toEqual(['ops-lead'])
    expect(asked({ extra_budget: 500001 })).toEqual(['ops-lead', 'store-manager'])
  })
})

describe('big-sale-45d, shipping and figures afterwards', () => {
  const until = saleStory('bs-burst-3h')
  const ordered = { order_no: 'late', shipped_at: cst('11-18 01:01') }

  it('tells of one late order, and of a pre-sale order only once its buyer knows', () => {
    const sheet = { orders: [{ ...ordered, paid_at: cst('11-11 01:00') }] }
    const shipped = playSale([...until, completes('11-11 12:00', 'warehouse', 'bs-fulfil', sheet)])
    expect(rules(shipped, 'bs-fulfil')).toEqual(['order.ship'])
    const presale = { orders: [{ ...ordered, balance_paid_at: cst('11-11 01:00') }] }
    const said = submission(bigSale, planned, 'bs-presale-ship', presale, '11-11 12:00')
    expect([said.says, said.answers['late_orders']]).toEqual([['block presale'], ['late']])
    const told = completes('11-11 12:00', 'warehouse', 'bs-presale-ship', { ...presale, buyers_told: true })
    expect(rules(playSale([...until, told]), 'bs-presale-ship')).toEqual(['presale'])
  })

  it('keeps a sheet a day at 18:00: six of orders, nine of the pre-sale', () => {
    const dues = (stepId: string) =>
      planned.steps.filter((sheet) => sheet.stepId === stepId).map((sheet) => clock(sheet.dueAt))
    expect(dues('bs-fulfil')).toEqual(grid('11-11 18:00', 1440, 6))
    expect(dues('bs-presale-ship')).toEqual(grid('11-11 18:00', 1440, 9))
  })

  it.each(['douyin', 'tmall'])('ships within 48 hours of the payment on %s', (platform) => {
    expect(playSale([], { inputs: { platform } }).run?.parameters['order_ship']).toBe('48h')
  })

  it('measures an unknown turnover as nothing, also against 100 yuan', () => {
    const small = playSale([], { inputs: { target_gmv: 10000, baseline_daily_gmv: 10000 }, facts: saleFacts })
    expect(worked('bs-analysis', {}, small)).toMatchObject({ target_share: 0, times_normal: 0 })
    expect(worked('bs-analysis', { gmv: 20000 }, small)).toMatchObject({ target_share: 200, times_normal: 200 })
  })

  it('counts blocks, rework and what was overdue on record, from nothing on', () => {
    const before = saleStory('bs-compliance')
    const counted = (played: Played) => {
      const { blocks, rework, steps_overdue } = played.record!
      return { blocks, rework, steps_overdue }
    }
    expect(counted(playSale(before))).toEqual({ blocks: 0, rework: 0, steps_overdue: 0 })
    const blocked = usual('10-22 09:00', 'compliance', 'bs-compliance', { price_true: false })
    const veto = usual('10-22 10:00', 'compliance', 'bs-compliance', { verdict: 'veto', return_step: 'bs-cs-ready' })
    const played = playSale([...before, blocked, veto])
    expect(counted(played)).toEqual({ blocks: 1, rework: 1, steps_overdue: 0 })
    expect(counted(playSale([], { until: '09-27 18:01' }))).toEqual({ blocks: 0, rework: 0, steps_overdue: 1 })
  })
})
