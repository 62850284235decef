import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import type { PlayAct, Played } from '#engine/rehearsal/play.ts'
import { clock, completes, cst, decides, due, refused, started, step } from './playbook.ts'
import { accepted, decided, inspects, instructs, parcelArrives, pays, refundCase, returnRefund } from './refund-case.ts'

const fen = { item_paid: 1, freight_paid: 0 }
const both = [
  decides('03-10 10:00', 'cs-lead', 'rr-approve', 'approve'),
  decides('03-10 10:01', 'store-manager', 'rr-approve', 'approve'),
]
const paid = [...decided('seller'), ...both, pays('03-10 14:00', 33800)]

describe('what nobody counted is none', () => {
  it('returns of the buyer: money first, even where one return is too many', () => {
    const limit = { params: { return_first_returns: 1 }, until: '03-10 09:40' }
    const row = (returns: number | null) =>
      step(refundCase({ buyer_returns_30d: returns }, decided('seller'), limit), 'rr-method').answers['row']
    expect([row(null), row(1)]).toEqual(['M5', 'M4'])
  })

  it('quality cases: no recall, even where one starts it', () => {
    const recalls = (facts: JsonObject) =>
      started(refundCase({}, accepted(), { facts, params: { recall_cases: 1 }, until: '03-10 09:30' })).length
    expect([recalls({}), recalls({ quality_cases_7d: 1 })]).toEqual([0, 1])
  })
})

describe('one fen is money', () => {
  it('is refunded, and claimed from the courier who lost it', () => {
    const lost = [...decided('logistics', []), pays('03-10 10:00', 1)]
    const played = refundCase({ ...fen, reason: 'lost', wanted: 'refund_only' }, lost, { until: '03-10 10:00' })
    expect(refused(played)).toEqual([])
    expect(step(played, 'rr-refund').answers['amount']).toBe(1)
    expect(step(played, 'rr-recover')).toMatchObject({ status: 'open', role: 'warehouse' })
    expect(played.run?.values['recover']).toMatchObject({ claim: 1 })
  })

  it('as goodwill is approved', () => {
    const late = { ...fen, reason: 'dislike', delivered_at: cst('02-28 12:00'), goodwill: true }
    const played = refundCase(late, decided('buyer', []), { until: '03-10 09:40' })
    expect(step(played, 'rr-approve').approvals.map((level) => level.role)).toEqual(['cs-lead'])
  })
})

describe('how often and how long', () => {
  it('the method is confirmed within 15 minutes', () => {
    expect(due(refundCase({}, decided('seller').slice(0, 3), { until: '03-10 09:30' }), 'rr-method')).toBe(
      '03-10 09:45',
    )
  })

  it('a parcel on its way is looked for three times', () => {
    const looks = ['03-11 10:00', '03-12 10:00', '03-13 10:00', '03-14 10:00'].map((at) =>
      completes(at, 'warehouse', 'rr-track', { arrival: 'on_the_way' }),
    )
    const played = refundCase({}, [...paid, instructs('03-10 14:30'), ...looks], { until: '03-14 10:00' })
    expect(refused(played)).toEqual(['STEP_ALREADY_DONE'])
    expect(step(played, 'rr-track').iteration).toBe(3)
  })

  it('a parcel that stands still is seen at the next look, 6 h after the instructions', () => {
    const parcel = { known: true, receivedAt: null, stuck: true }
    const acts = [...paid, instructs('03-10 14:30'), { at: cst('03-10 15:00'), facts: { parcel } }]
    const played = refundCase({}, acts, { until: '03-11 03:00' })
    expect(clock(step(played, 'rr-track', 1).completedAt)).toBe('03-10 20:30')
  })

  it('an interception is asked for once, though the method is confirmed again', () => {
    const onItsWay = { reason: 'dislike', delivered_at: null, shipped_at: cst('03-09 10:00') }
    const acts = [
      ...decided('buyer', []),
      decides('03-10 10:00', 'cs-lead', 'rr-approve', 'reject', '金额不符'),
      completes('03-10 10:10', 'cs-agent', 'rr-method'),
    ]
    const played = refundCase(onItsWay, acts, { until: '03-10 10:10' })
    expect(refused(played)).toEqual([])
    expect(step(played, 'rr-method')).toMatchObject({ visit: 2, answers: { method: 'intercept' } })
    expect(started(played).map((child) => child.sop)).toEqual(['parcel-intercept'])
  })

  it('B3-T5: a customer is appealed against once', () => {
    const recover = returnRefund.steps.find((plan) => plan.id === 'rr-recover')
    expect(recover?.branches).toMatchObject([{ rule: 'B3-T5', returnTo: 'rr-recover', atMost: 1 }])
  })
})

describe('the stock record after a return', () => {
  const changed = (played: Played) =>
    played.events
      .filter((event) => event.type === 'automation.asked')
      .map((event) => (event.data['input'] as JsonObject)['change'])
  const back = (grade: string): PlayAct[] => [
    ...paid,
    instructs('03-10 14:30'),
    parcelArrives('03-12 10:00'),
    inspects('03-12 12:00', grade, 'as_reported'),
    completes('03-12 13:00', 'warehouse', 'rr-dispose'),
  ]

  it.each<[string, JsonObject, number]>([
    ['A', { stock_available: 5 }, 2],
    ['C', { stock_available: 5 }, 0],
    ['A', {}, 0],
  ])('grade %s, stock known %j: %i pieces more', (grade, facts, change) => {
    const played = refundCase({ qty: 2 }, back(grade), { facts, until: '03-12 13:00' })
    expect([refused(played), changed(played)]).toEqual([[], [change]])
  })
})

describe('the record of a return', () => {
  it('counts nothing before anything was paid, overdue, blocked or sent back', () => {
    const { record } = refundCase({}, accepted(), { until: '03-10 09:20' })
    expect(record).toMatchObject({ refund_fen: 0, steps_overdue: 0, blocks: 0, rework: 0 })
  })
})
