import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import type { PlayAct, Played } from '#engine/rehearsal/play.ts'
import { lineup, livestream, onAir, playStream, prepared, streamAnswers } from './stream-case.ts'
import { clock, completes, cst, decides, refused, started, step } from './playbook.ts'
import { submission } from './submission.ts'

const today = (time: string) => `03-20 ${time}`
const ready = playStream(prepared('ls-gate'), { until: today('19:30') })
const postpone = (at: string, minutes: number): PlayAct[] => [
  completes(at, 'floor-controller', 'ls-gate', { decision: 'postpone', postpone_min: minutes, reason: '网络不稳' }),
  decides(at, 'ops-lead', 'ls-gate', 'approve'),
]
const told = (played: Played, stepId: string) =>
  played.events
    .filter((event) => event.type === 'notice.sent' && event.stepId === stepId)
    .map((event) => event.data['tell'])

describe('livestream, before the stream', () => {
  const licences = (items: JsonObject[]) => prepared('ls-offer', { 'ls-qualification': { items } })

  it('tells merchandiser and planner of one item taken off, and nobody of none', () => {
    const removed = playStream(licences([{ sku: 'K3', licence_ok: false }]), { until: '03-11 10:00' })
    expect(told(removed, 'ls-qualification')).toEqual([['merchandiser', 'planner']])
    expect(told(playStream(licences([]), { until: '03-11 10:00' }), 'ls-qualification')).toEqual([])
  })

  it('has no stock of an item that is not in the line-up', () => {
    const locks = (locked: number) =>
      submission(livestream, ready, 'ls-stock-lock', { items: [{ sku: 'K9', locked }] }).says
    expect([locks(0), locks(1)]).toEqual([[], ['block ls-stock-lock']])
  })

  it('adds up the postponements; the ops-lead has ten minutes for each', () => {
    const acts = [...prepared('ls-gate'), ...postpone(today('19:40'), 20).slice(0, 1)]
    const asked = playStream(acts, { until: today('19:40') })
    expect(step(asked, 'ls-gate').approvals.map((level) => clock(level.dueAt))).toEqual([today('19:50')])
    const twice = [...prepared('ls-gate'), ...postpone(today('19:40'), 20), ...postpone(today('19:50'), 10)]
    const played = playStream(twice, { until: today('19:51') })
    expect([refused(played), played.record?.['postponed_min']]).toEqual([[], 30])
    expect(clock(played.run?.anchors['S'])).toBe(today('20:30'))
  })

  it('the gate is asked 31 times: thirty minutes one by one, and the go', () => {
    expect(livestream.steps.find((plan) => plan.id === 'ls-gate')?.repeat).toMatchObject({ kind: 'until', max: 31 })
  })
})

describe('livestream, on air', () => {
  const oneItem = {
    'ls-lineup': { items: lineup.slice(0, 1) },
    'ls-offer': { items: [{ sku: 'K1', anchor_price: 19900 }] },
    'ls-stock-lock': { items: [{ sku: 'K1', locked: 80, available: 100 }] },
  }
  const offered = (changes: Record<string, JsonObject>) => {
    const says = (at: string) => completes(today(at), 'live-operator', 'ls-reminder', { offer_id: null })
    const played = playStream([...prepared(null, changes), says('20:15'), says('20:30')], { until: today('20:31') })
    expect(refused(played)).toEqual([])
    return [1, 2].map((iteration) => step(played, 'ls-reminder', iteration).answers['offer_id'])
  }

  it('repeats the offers in show order, of a single item again and again', () => {
    expect([offered({}), offered(oneItem)]).toEqual([
      ['K1', 'K2'],
      ['K1', 'K1'],
    ])
  })

  it('an extension opened in time is not handed in once the closing has begun; the ops-lead has ten minutes for it', () => {
    const opens: PlayAct = { at: cst(today('21:49')), by: 'floor-controller', stepId: 'ls-extend', command: 'open' }
    const asks = (at: string) => completes(today(at), 'floor-controller', 'ls-extend', { extra_min: 15 })
    const late = playStream([...prepared(), opens, asks('21:50')], { until: today('21:50') })
    expect([refused(late), late.record]).toMatchObject([['FORM_BLOCKED'], { blocks: 1, extended_min: 0 }])
    const intime = playStream([...prepared(), opens, asks('21:49')], { until: today('21:49') })
    expect(step(intime, 'ls-extend').approvals.map((level) => clock(level.dueAt))).toEqual([today('21:59')])
  })
})

describe('livestream, orders and record', () => {
  const sold = [0, 1].map((at) =>
    onAir(today(['20:20', '20:35'][at]!), 'live-operator', 'ls-segment', {
      started: cst(today(['20:05', '20:20'][at]!)),
      ended: cst(today(['20:20', '20:35'][at]!)),
    }),
  )
  const order = { order_no: 'D-1', paid_at: cst(today('20:37')) }
  const sheet = (change: JsonObject, params: JsonObject = {}) => {
    const acts = [...prepared(), onAir('03-21 17:00', 'warehouse', 'ls-fulfil', { orders: [{ ...order, ...change }] })]
    const played = playStream(acts, { until: '03-21 17:00', params: { order_ship: '20h', ...params } })
    expect(refused(played)).toEqual([])
    return { told: told(played, 'ls-fulfil'), started: started(played).map((child) => child.sop) }
  }

  it('a sheet a day at 18:00 for two days', () => {
    const sheets = playStream(prepared(), { until: today('20:00') }).steps.filter((item) => item.stepId === 'ls-fulfil')
    expect(sheets.map((item) => clock(item.dueAt))).toEqual(['03-21 18:00', '03-22 18:00'])
  })

  const shipped = { shipped_at: cst('03-21 16:00') }
  const late = ['warehouse', 'ops-lead', 'cs-lead']
  it.each<[string, JsonObject, string[][], string[]]>([
    ['without trouble', shipped, [], []],
    ['not shipped where a store ships within 20 h', {}, [late], []],
    ['without movement for 25 h', { ...shipped, stuck_h: 25 }, [], ['ship-monitor']],
    ['without movement for 24 h', { ...shipped, stuck_h: 24 }, [], []],
    ['with an address nobody knows', { ...shipped, exception: '地址不详' }, [], ['order-exception']],
  ])('a single order %s', (_, change, notices, playbooks) => {
    expect(sheet(change)).toEqual({ told: notices, started: playbooks })
  })

  it('a parcel nobody reported stuck is not, however early a store looks', () => {
    expect(sheet(shipped, { parcel_stuck_h: 0 }).started).toEqual([])
  })

  it('counts refunds only where a sheet says so: 2 of 40 orders are 5 %', () => {
    const sheets = [
      onAir('03-21 17:00', 'warehouse', 'ls-fulfil'),
      onAir('03-22 17:00', 'warehouse', 'ls-fulfil', { refunds: 2 }),
    ]
    const { record } = playStream([...prepared(), ...sold, ...sheets], { until: '03-22 17:00' })
    expect(record).toMatchObject({ segments: 2, refund_rate: 5 })
  })

  it('counts no orders of an item whose figures follow: 1 refund of 20 orders is 5 %, and the review proposes 20', () => {
    const unknown = { peak_online: null, clicks: null, orders: null, stock_left: null }
    const times = { started: cst(today('20:20')), ended: cst(today('20:35')) }
    const acts = [
      ...[...prepared(), sold[0]!],
      onAir(today('20:35'), 'live-operator', 'ls-segment', { ...times, ...unknown, figures_later: true }),
      onAir(today('22:00'), 'live-operator', 'ls-closing'),
      onAir('03-21 17:00', 'warehouse', 'ls-fulfil', { refunds: 1 }),
      onAir('03-21 17:00', 'planner', 'ls-retro'),
    ]
    const played = playStream(acts, { until: '03-21 17:00' })
    expect(refused(played)).toEqual([])
    expect(played.record).toMatchObject({ segments: 2, refund_rate: 5 })
    expect(step(played, 'ls-retro').answers['deals']).toBe(20)
  })

  it('counts nothing while nothing was postponed, extended, overdue, blocked or sent back', () => {
    const { record } = playStream(prepared('ls-offer'), { until: '03-11 10:00' })
    const none = { postponed_min: 0, extended_min: 0, steps_overdue: 0, blocks: 0, rework: 0 }
    expect(record).toMatchObject(none)
  })

  it('an adjustment needs its interaction rate', () => {
    const given = { ...streamAnswers['ls-adjust'], interaction_rate: null }
    expect(submission(livestream, ready, 'ls-adjust', given).says).toEqual(['block REQUIRED interaction_rate'])
  })
})
