import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import type { PlayAct } from '#engine/rehearsal/play.ts'
import { clock, completes, cst, decides, due, happened, path, refused, started, step } from './playbook.ts'
import { decided, inspects, instructs, parcelArrives, pays, refundCase } from './refund-case.ts'

const approvedBy = (...levels: string[]): PlayAct[] =>
  levels.map((role, i) => decides(`03-10 10:0${i}`, role, 'rr-approve', 'approve'))
const bothLevels = approvedBy('cs-lead', 'store-manager')
const exchange = { wanted: 'exchange', reason: 'size', item_paid: 9900, freight_paid: 0 }
const ships = (at: string, more: JsonObject = {}) =>
  completes(at, 'warehouse', 'rr-exchange-ship', { new_sku: 'LAMP-9-L', waybill: 'SF-2', ...more })

describe('rr-exchange-ship', () => {
  it('a faulty item is exchanged first: 48 h after the method, the old one comes back after it', () => {
    const acts = [...decided('seller'), ships('03-11 09:00', { received_at: null }), instructs('03-11 09:30')]
    const played = refundCase({ wanted: 'exchange' }, acts, { until: '03-11 10:00' })
    expect(refused(played)).toEqual([])
    expect(due(played, 'rr-exchange-ship')).toBe('03-12 09:40')
    expect(due(played, 'rr-return-instruct')).toBe('03-11 10:00')
    expect(due(played, 'rr-follow-up')).toBe('03-14 09:00')
    expect(step(played, 'rr-refund').status).toBe('skipped')
    expect(step(played, 'rr-track').status).toBe('open')
  })

  it('follows up 72 h after the buyer has received it, once that is noted', () => {
    const acts = [
      ...decided('seller'),
      ships('03-11 09:00'),
      { at: cst('03-13 09:00'), by: 'warehouse', stepId: 'rr-exchange-ship', command: 'revise', answers: { received_at: cst('03-13 08:00') }, reason: '签收' },
    ] // prettier-ignore
    expect(due(refundCase({ wanted: 'exchange' }, acts, { until: '03-13 09:00' }), 'rr-follow-up')).toBe('03-16 08:00')
  })

  it('goods the buyer is liable for come back first: 48 h after receipt', () => {
    const played = refundCase(
      exchange,
      [
        ...decided('buyer', []),
        ships('03-10 11:00'),
        instructs('03-10 10:00'),
        parcelArrives('03-12 15:00'),
        inspects('03-12 16:00', 'A', 'as_reported'),
      ],
      { until: '03-12 16:00' },
    )
    expect(refused(played)).toEqual(['STEP_NOT_OPEN'])
    expect(due(played, 'rr-return-instruct')).toBe('03-10 10:40')
    expect(due(played, 'rr-exchange-ship')).toBe('03-14 15:00')
  })

  it('without stock it becomes refund first', () => {
    const none = completes('03-10 12:00', 'warehouse', 'rr-exchange-ship', { in_stock: false })
    const levels = [
      decides('03-10 12:10', 'cs-lead', 'rr-approve', 'approve'),
      decides('03-10 12:20', 'store-manager', 'rr-approve', 'approve'),
    ]
    const played = refundCase({ wanted: 'exchange' }, [...decided('seller'), none, ...levels], { until: '03-10 12:20' })
    expect(refused(played)).toEqual([])
    expect(played.run?.values).toMatchObject({ method: 'refund_first_return', payable: 33800 })
    expect(step(played, 'rr-refund').status).toBe('open')
    expect(due(played, 'rr-refund')).toBe('03-11 09:00')
    expect(step(played, 'rr-exchange-ship')).toMatchObject({ visit: 2, status: 'skipped' })
  })

  it('without stock after the goods came back they are not sent for again', () => {
    const acts = [
      ...decided('buyer', []),
      instructs('03-10 10:00'),
      parcelArrives('03-12 15:00'),
      inspects('03-12 16:00', 'A', 'as_reported'),
      completes('03-12 17:00', 'warehouse', 'rr-dispose'),
      completes('03-12 18:00', 'warehouse', 'rr-exchange-ship', { in_stock: false }),
      decides('03-12 19:00', 'cs-lead', 'rr-approve', 'approve'),
      pays('03-12 20:00', 9900),
      completes('03-14 10:00', 'cs-agent', 'rr-follow-up', { satisfaction: 4 }),
    ]
    const played = refundCase(exchange, acts)
    expect(refused(played)).toEqual([])
    expect(due(played, 'rr-refund')).toBe('03-13 15:00')
    expect(played.outcome).toBe('refunded')
    expect(path(played).filter((stepId) => stepId === 'rr-dispose')).toHaveLength(1)
  })
})

describe('rr-repair', () => {
  it('is due 7 days after receipt; what cannot be repaired is refunded', () => {
    const acts = [
      ...decided('seller'),
      instructs('03-10 10:00'),
      parcelArrives('03-12 15:00'),
      inspects('03-12 16:00', 'B', 'as_reported'),
    ]
    const repairing = refundCase({ wanted: 'repair', reason: 'functional' }, acts, { until: '03-12 16:00' })
    expect(due(repairing, 'rr-repair')).toBe('03-19 15:00')
    expect(step(repairing, 'rr-dispose').status).toBe('skipped')
    const failed = completes('03-14 10:00', 'warehouse', 'rr-repair', { guidance_given: true, repaired: false })
    const refunding = refundCase({ wanted: 'repair', reason: 'functional' }, [...acts, failed], {
      until: '03-14 10:00',
    })
    expect(refunding.run?.values).toMatchObject({ method: 'refund_first_return', payable: 33800 })
    expect(step(refunding, 'rr-approve').status).toBe('submitted')
  })
})

describe('rr-track', () => {
  const paid = [...decided('seller'), ...bothLevels, pays('03-10 14:00', 33800)]

  it('not sent by the last day: the agent is told, the cs-lead recovers the item from the customer', () => {
    const played = refundCase({}, [...paid, instructs('03-10 14:30')], { until: '03-17 14:00' })
    expect(step(played, 'rr-track', 1)).toMatchObject({ status: 'done', answers: { arrival: 'not_sent' } })
    expect(clock(step(played, 'rr-track', 1).completedAt)).toBe('03-17 14:00')
    const notices = played.events.filter((event) => event.type === 'notice.sent' && event.stepId === 'rr-track')
    expect(notices.map((event) => event.data['tell'])).toEqual([['cs-agent', 'cs-lead']])
    expect(step(played, 'rr-inspect').status).toBe('skipped')
    expect(step(played, 'rr-recover')).toMatchObject({ status: 'open', role: 'cs-lead' })
    expect(played.run?.values['recover']).toMatchObject({ from: 'customer', claim: 32800 })
  })

  it('a parcel that is on its way at the last day is waited for', () => {
    const acts = [
      ...paid,
      instructs('03-10 14:30'),
      { at: cst('03-16 10:00'), by: 'cs-agent', stepId: 'rr-return-instruct', command: 'revise', answers: { return_waybill: 'YT-5' }, reason: '买家寄出' },
      parcelArrives('03-18 10:00'),
    ] // prettier-ignore
    const played = refundCase({}, acts, { until: '03-18 10:00' })
    expect(step(played, 'rr-track', 1).answers['arrival']).toBe('on_the_way')
    expect(step(played, 'rr-track', 2).answers['arrival']).toBe('received')
    expect(due(played, 'rr-inspect')).toBe('03-19 10:00')
  })

  it('looks every 6 h; 24 h without movement becomes a logistics complaint once, then it waits on', () => {
    const acts: PlayAct[] = [
      ...paid,
      instructs('03-10 14:30', { return_waybill: 'YT-5' }),
      { at: cst('03-12 12:00'), facts: { parcel: { known: true, receivedAt: null, stuck: true } } },
    ]
    const played = refundCase({}, acts, { until: '03-13 12:00' })
    expect(started(played)).toMatchObject([{ sop: 'ship-monitor', inputs: { waybill: 'YT-5' } }])
    expect(clock(step(played, 'rr-track', 1).completedAt)).toBe('03-12 14:30')
    expect(step(played, 'rr-track', 2).status).toBe('open')
    const found = {
      at: cst('03-13 12:10'),
      facts: { parcel: { known: true, receivedAt: '2027-03-13T05:00:00.000Z', stuck: false } },
    }
    const received = refundCase({}, [...acts, found], { until: '03-13 15:00' })
    expect(happened(received, 'step.completed').filter((line) => line.includes('rr-track'))).toHaveLength(2)
    expect(due(received, 'rr-inspect')).toBe('03-14 13:00')
  })
})

describe('rr-inspect, rr-dispose and rr-recover', () => {
  const back = (grade: string, causedBy: string, more: JsonObject = {}): PlayAct[] => [
    ...decided('seller'),
    ...bothLevels,
    pays('03-10 14:00', 33800),
    instructs('03-10 14:30'),
    parcelArrives('03-12 10:00'),
    inspects('03-12 12:00', grade, causedBy, more),
  ]

  it('needs two photos', () => {
    const one = completes('03-12 12:00', 'warehouse', 'rr-inspect', {
      grade: 'A',
      photos: ['p'],
      matches_reason: true,
      caused_by: 'as_reported',
    })
    expect(refused(refundCase({}, [...back('A', 'as_reported').slice(0, -1), one], { until: '03-12 12:00' }))).toEqual([
      'FORM_BLOCKED',
    ])
  })

  it.each([
    ['A', 'restock'],
    ['B', 'repair_sell_seconds'],
    ['C', 'scrap'],
    ['X', 'hold_and_claim'],
  ])('grade %s → %s', (grade, disposal) => {
    const acts = [...back(grade, 'as_reported'), completes('03-12 13:00', 'warehouse', 'rr-dispose')]
    expect(step(refundCase({}, acts, { until: '03-12 13:00' }), 'rr-dispose').answers['disposal']).toBe(disposal)
  })

  it('only grade A goes back into stock', () => {
    const acts = [
      ...back('C', 'as_reported'),
      completes(
        '03-12 13:00',
        'warehouse',
        'rr-dispose',
        { disposal: 'restock' },
        { reasons: { disposal: '看起来还行' } },
      ),
    ]
    expect(refused(refundCase({}, acts, { until: '03-12 13:00' }))).toEqual(['FORM_BLOCKED'])
  })

  it.each<[string, string, string, string, number | null]>([
    ['buyer-caused B', 'B', 'buyer', 'customer', 6560],
    ['buyer-caused C', 'C', 'buyer', 'customer', 32800],
    ['a wrong parcel', 'X', 'buyer', 'customer', 32800],
    ['damage in transit', 'C', 'transit', 'courier', 32800],
    ['as reported, seller liable', 'C', 'as_reported', 'none', 0],
  ])('%s → claim from %s', (_, grade, causedBy, from, claim) => {
    const played = refundCase({}, back(grade, causedBy), { until: '03-12 12:00' })
    expect(played.run?.values['recover']).toMatchObject({ from, claim })
    expect(step(played, 'rr-recover').status).toBe(from === 'none' ? 'skipped' : 'open')
  })

  it.each([
    ['A', 'as_reported', 33800],
    ['B', 'as_reported', 33800],
    ['B', 'buyer', 27240],
    ['C', 'buyer', 0],
  ])('goods first, grade %s caused by %s: %i fen are paid', (grade, causedBy, fen) => {
    const acts = [
      ...decided('seller'),
      ...bothLevels,
      instructs('03-10 11:00'),
      parcelArrives('03-12 10:00'),
      inspects('03-12 12:00', grade, causedBy),
      completes('03-12 12:30', 'warehouse', 'rr-dispose'),
    ]
    const played = refundCase({ buyer_returns_30d: 3 }, acts, { until: '03-12 13:00' })
    expect(played.run?.values['payable']).toBe(fen)
    expect(step(played, 'rr-refund').status).toBe(fen === 0 ? 'skipped' : 'open')
    expect(played.outcome).toBe(fen === 0 ? 'not_refunded' : null)
  })

  it('a customer who refuses goes to an appeal; 7 days later the claim is closed as unrecovered', () => {
    const refuses = completes('03-15 10:00', 'cs-lead', 'rr-recover', { got: 0, customer_refuses: true })
    const played = refundCase({}, [
      ...back('C', 'buyer'),
      completes('03-12 13:00', 'warehouse', 'rr-dispose'),
      completes('03-13 10:00', 'cs-agent', 'rr-follow-up', { satisfaction: 3 }),
      refuses,
    ])
    expect(due(played, 'rr-recover')).toBe('03-22 10:00')
    expect(step(played, 'rr-recover')).toMatchObject({
      visit: 2,
      status: 'done',
      completedBy: null,
      answers: { got: 0 },
    })
    expect(played.record).toMatchObject({ unrecovered: true, claim_fen: 32800 })
    expect(clock(played.run?.endedAt)).toBe('03-22 10:00')
  })
})
