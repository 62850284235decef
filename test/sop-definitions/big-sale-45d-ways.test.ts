import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import type { Played } from '#engine/rehearsal/play.ts'
import { playSale, reading, saleAnswers, saleStory } from './sale-case.ts'
import { clock, completes, cst, decides, refused, started, step } from './playbook.ts'

const rules = (played: Played) =>
  played.events.filter((event) => event.type === 'branch.taken').map((event) => event.data['rule'] as string)
const usual = (at: string, by: string, stepId: string, change: JsonObject = {}) =>
  completes(at, by, stepId, { ...saleAnswers[stepId], ...change })

describe('big-sale-45d, ways before the sale', () => {
  it('gives a rejected entry 48 hours, then its items leave', () => {
    const reject = usual('10-12 10:00', 'operator', 'bs-signup', { result: 'reject' })
    const confirm = usual('10-12 10:00', 'buyer', 'bs-supplier-confirm')
    const acts = [...saleStory('bs-signup'), reject, confirm]
    const waiting = playSale(acts, { until: '10-14 09:59' })
    expect(clock(step(waiting, 'bs-signup', 2).dueAt)).toBe('10-14 10:00')
    expect(step(waiting, 'bs-kol-live').status).toBe('planned')
    const again = playSale([...acts, usual('10-13 10:00', 'operator', 'bs-signup')])
    expect([step(again, 'bs-kol-live').status, again.run?.values['signup_left']]).toEqual(['open', []])
    const left = playSale(acts, { until: '10-14 10:00' })
    expect(step(left, 'bs-kol-live').status).toBe('open')
    expect(left.run?.values['signup_left']).not.toEqual([])
  })

  it('starts a livestream for each stream of the plan, and a fee needs the ops-lead', () => {
    const stream = (title: string) => ({
      ...{ title, start_at: cst('11-05 20:00'), duration_min: 120, goal: 'sales', viewers: 1, interaction_rate: 5 },
      ...{ cvr: 3, gmv: 100, age: '25-35', gender: '女', habits: '晚间' },
    })
    const kols = [{ kol: '甲', score: 5, audience_match: true, mode: 'fee' }]
    const plan = usual('10-17 10:00', 'kol-manager', 'bs-kol-live', { kols, streams: [stream('一'), stream('二')] })
    const acts = [...saleStory('bs-kol-live'), plan]
    expect(step(playSale(acts), 'bs-kol-live').approvals.map((level) => level.role)).toEqual(['ops-lead'])
    const played = playSale([...acts, decides('10-17 11:00', 'ops-lead', 'bs-kol-live', 'approve')])
    expect(started(played).map(({ sop, inputs }) => [sop, inputs['title']])).toEqual([
      ['livestream', '一'],
      ['livestream', '二'],
    ])
  })

  it.each(['bs-pricing', 'bs-visuals', 'bs-cs-ready'])('a veto goes back to %s', (target) => {
    const veto = usual('10-22 10:00', 'compliance', 'bs-compliance', { verdict: 'veto', return_step: target })
    const played = playSale([...saleStory('bs-compliance'), veto])
    expect([step(played, target).visit, step(played, target).status]).toEqual([2, 'open'])
  })

  it('skips pre-sale set-up and shipping without pre-sale', () => {
    const played = playSale(saleStory('bs-presale-setup'), { inputs: { presale: false } })
    expect(step(played, 'bs-presale-setup').status).toBe('skipped')
    expect(step(played, 'bs-presale-open').status).toBe('open')
  })

  it('tells the ops-lead once when 90 % of the warm-up budget are spent', () => {
    const spend = (each: number) =>
      rules(
        playSale(saleStory('bs-go-no-go', { 'bs-warmup-daily': { ...saleAnswers['bs-warmup-daily'], spend: each } })),
      )
    expect(spend(96428).filter((rule) => rule === 'sale.budget')).toEqual([])
    expect(spend(96429).filter((rule) => rule === 'sale.budget')).toEqual(['sale.budget'])
  })

  it('reorders or caps what is missing on arrival', () => {
    const short = { 'bs-stock-arrival': { items: [{ sku: 'X', arrived: 700, qc_pass: true }] } }
    const played = playSale(saleStory('bs-price-freeze', short))
    expect(started(played)).toEqual([{ sop: 'stock-alert', inputs: { gaps: [{ sku: 'X', gap: 25, cap: 940 }] } }])
  })

  it('is cancelled by a no, goes on with a cut list', () => {
    const no = usual('11-10 17:00', 'store-manager', 'bs-go-no-go', { decision: 'no', reason: '系统未过' })
    expect(playSale([...saleStory('bs-go-no-go'), no]).outcome).toBe('cancelled')
    const cut = usual('11-10 17:00', 'store-manager', 'bs-go-no-go', {
      decision: 'cut',
      cut_items: ['Y'],
      reason: '断货',
    })
    expect(step(playSale([...saleStory('bs-go-no-go'), cut]), 'bs-burst-3h', 1).status).toBe('open')
  })
})

describe('big-sale-45d, B2-T4 on the day', () => {
  const day = (first: JsonObject, rest: JsonObject) =>
    playSale(
      saleStory('bs-encore', { 'bs-burst-3h': { ...reading, ...first }, 'bs-burst-day': { ...reading, ...rest } }),
    )

  it.each<[string, JsonObject, JsonObject, string[]]>([
    ['nothing below plan', {}, {}, []],
    ['visitors: 12 500 planned at 3 h', { uv: 12499 }, {}, ['B2-T4/traffic']],
    ['visitors on plan at 3 h', { uv: 12500 }, {}, []],
    ['sources off-target', { sources_off_target: true }, {}, ['B2-T4/traffic']],
    ['cart rate below industry', {}, { cart_rate: 7.9 }, ['B2-T4/conversion']],
    ['pay rate below industry', { pay_cvr: 2.9 }, {}, ['B2-T4/conversion']],
    ['fewer than 80 % of the goods sell', {}, { active_sku: 79.9 }, ['B2-T4/goods']],
    [
      'all at once, each only once a day',
      { uv: 1, cart_rate: 1, active_sku: 1 },
      { uv: 1, cart_rate: 1, active_sku: 1 },
      ['B2-T4/traffic', 'B2-T4/conversion', 'B2-T4/goods'],
    ],
  ])('%s', (_, first, rest, expected) => {
    const played = day(first, rest)
    expect(rules(played).filter((rule) => rule.startsWith('B2-T4'))).toEqual(expected)
    expect(started(played).map((child) => child.sop)).toEqual(expected.includes('B2-T4/goods') ? ['inv-clearance'] : [])
  })

  it.each<[JsonObject, string[]]>([
    [{ extra_budget: 500000 }, ['ops-lead']],
    [{ extra_budget: 500001 }, ['ops-lead', 'store-manager']],
    [{ new_threshold: 25000 }, ['ops-lead', 'store-manager']],
  ])('%j is approved by %j', (change, roles) => {
    const acts = [
      ...saleStory('bs-burst-3h'),
      completes('11-11 00:30', 'operator', 'bs-burst-3h', { ...reading, ...change }),
    ]
    expect(
      step(playSale(acts, { inputs: { presale: true } }), 'bs-burst-3h', 1).approvals.map((level) => level.role),
    ).toEqual(roles)
  })

  it('runs R-MARGIN again before a lower threshold goes live', () => {
    const lower = completes('11-11 00:30', 'operator', 'bs-burst-3h', { ...reading, new_threshold: 15000 })
    expect(refused(playSale([...saleStory('bs-burst-3h'), lower]))).toEqual(['REASON_NEEDED'])
  })

  it('turns stuck parcels and abnormal orders into tasks and lists late orders', () => {
    const orders = [
      { order_no: 'late', paid_at: cst('11-11 01:00'), shipped_at: cst('11-13 01:01') },
      { order_no: 'in-time', paid_at: cst('11-11 01:00'), shipped_at: cst('11-13 01:00') },
      { order_no: 'stuck', paid_at: cst('11-11 01:00'), shipped_at: cst('11-11 09:00'), stuck_h: 24.5 },
      { order_no: 'moving', paid_at: cst('11-11 01:00'), shipped_at: cst('11-11 09:00'), stuck_h: 24 },
      { order_no: 'odd', paid_at: cst('11-11 01:00'), shipped_at: cst('11-11 09:00'), exception: '地址不详' },
    ]
    const sheet = completes('11-13 10:00', 'warehouse', 'bs-fulfil', { orders })
    const played = playSale([...saleStory('bs-encore').filter((act) => act.at < cst('11-11 00:00')), sheet])
    expect(refused(played)).toEqual(['NOT_A_CANDIDATE'])
    const early = playSale([
      ...saleStory('bs-burst-3h'),
      completes('11-11 12:00', 'warehouse', 'bs-fulfil', { orders }),
    ])
    expect(step(early, 'bs-fulfil', 1).answers).toMatchObject({
      late_orders: ['late'],
      stuck: ['stuck'],
      exceptions: ['odd'],
    })
    expect(started(early).map((child) => child.sop)).toEqual(['ship-monitor', 'order-exception'])
  })

  it('clears slow items of the encore', () => {
    const slow = usual('11-11 12:00', 'operator', 'bs-encore', { slow_items: ['X'] })
    expect(started(playSale([...saleStory('bs-burst-3h'), slow]))).toEqual([
      { sop: 'inv-clearance', inputs: { skus: ['X'], reason: 'R-SLOW' } },
    ])
  })
})
