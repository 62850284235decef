import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import type { PlayAct } from '#engine/rehearsal/play.ts'
import { clock, completes, cst, decides, due, happened, refused, skipped, started, step } from './playbook.ts'
import { accepted, decided, instructs, pays, refundCase } from './refund-case.ts'

const dislike = { reason: 'dislike', wanted: 'return_refund' }
const outOfWindow = { ...dislike, delivered_at: cst('02-28 12:00') }

/** Approvers of a case, and when each level of it is due while nobody decides. */
function approvers(changes: JsonObject, liable = 'seller', params: JsonObject = {}): string[] {
  const played = refundCase(changes, decided(liable), { until: '03-10 09:40', params })
  return step(played, 'rr-approve').approvals.map((level) => level.role)
}

describe('rr-retain', () => {
  const offered = (answer: string, more: JsonObject = {}): PlayAct[] => [
    ...decided('buyer', []),
    completes('03-10 11:00', 'cs-agent', 'rr-retain', { offer: 'coupon', answer, ...more }),
  ]

  it('is offered for dislike, due 4 h after the method, and silence counts as a refusal', () => {
    const played = refundCase(dislike, decided('buyer', []), { until: '03-10 13:40' })
    expect(due(played, 'rr-retain')).toBe('03-10 13:40')
    expect(step(played, 'rr-retain')).toMatchObject({
      status: 'done',
      completedBy: null,
      answers: { answer: 'silent' },
    })
    expect(happened(played, 'step.overdue')).toEqual([])
    expect(step(played, 'rr-approve').status).toBe('submitted')
  })

  it.each([['size'], ['quality'], ['late']])('is not offered for %s', (reason) => {
    expect(step(refundCase({ reason }, decided('seller'), { until: '03-10 09:40' }), 'rr-retain').status).toBe(
      'skipped',
    )
  })

  it('an accepted coupon is paid alone and the goods stay', () => {
    const played = refundCase(dislike, [...offered('accepted'), pays('03-10 11:30', 500)], { until: '03-10 12:00' })
    expect(refused(played)).toEqual([])
    expect(step(played, 'rr-retain').answers['value']).toBe(500)
    expect(skipped(played)).toEqual(
      expect.arrayContaining(['rr-approve', 'rr-return-instruct', 'rr-track', 'rr-inspect']),
    )
    expect(played.record).toMatchObject({ method: 'partial_keep', refund_fen: 500, retained: true })
  })

  it('a partial compensation is 20 % by default and needs the cs-lead above 50.00', () => {
    const played = refundCase(dislike, offered('accepted', { offer: 'partial' }), { until: '03-10 11:00' })
    expect(step(played, 'rr-retain').answers['value']).toBe(6560)
    expect(step(played, 'rr-approve').approvals.map((level) => level.role)).toEqual(['cs-lead'])
  })

  it.each([
    [3280, []],
    [9840, []],
    [3279, ['REASON_NEEDED']],
    [9841, ['REASON_NEEDED']],
  ])('a partial compensation of %i fen: %j', (value, codes) => {
    const played = refundCase(dislike, offered('refused', { offer: 'partial', value }), { until: '03-10 11:00' })
    expect(refused(played)).toEqual(codes)
  })

  it('is offered once: a rejected approval does not bring it back', () => {
    const played = refundCase(
      dislike,
      [
        ...offered('refused'),
        decides('03-10 12:00', 'cs-lead', 'rr-approve', 'reject', '金额不符'),
        completes('03-10 12:10', 'cs-agent', 'rr-method'),
      ],
      { until: '03-10 12:10' },
    )
    expect(step(played, 'rr-retain')).toMatchObject({ visit: 2, status: 'skipped' })
    expect(step(played, 'rr-approve')).toMatchObject({ visit: 2, status: 'submitted' })
  })

  it('out of the window the application is rejected after one coupon', () => {
    const direct = [...accepted([]), completes('03-10 09:40', 'cs-agent', 'rr-method')]
    const silent = refundCase(outOfWindow, direct)
    expect(step(silent, 'rr-method').answers).toMatchObject({ method: 'reject', row: 'M6' })
    expect(step(silent, 'rr-liability').status).toBe('skipped')
    expect(silent.outcome).toBe('rejected')
    expect(clock(silent.run?.endedAt)).toBe('03-10 13:40')
    const kept = refundCase(outOfWindow, [
      ...direct,
      completes('03-10 10:00', 'cs-agent', 'rr-retain', { offer: 'coupon', answer: 'accepted' }),
      pays('03-10 10:10', 500),
      completes('03-11 10:00', 'cs-agent', 'rr-follow-up', { satisfaction: 4 }),
    ])
    expect(kept.outcome).toBe('retained')
    expect(kept.record).toMatchObject({ refund_fen: 500, goods_returned: false })
  })
})

describe('B3-T3, the money', () => {
  it.each<[string, JsonObject, string, JsonObject]>([
    ['quality: all back', {}, 'seller', { payable: 33800, freight_by: 'seller' }],
    ['logistics liable: all back', { reason: 'damaged' }, 'logistics', { payable: 33800, freight_by: 'seller' }],
    ['size in the window: freight not back', { reason: 'size' }, 'buyer', { payable: 32800, freight_by: 'buyer' }],
    [
      'size with insurance',
      { reason: 'size', freight_insurance: true },
      'buyer',
      { payable: 32800, freight_by: 'insurance' },
    ],
    ['exchange: no money', { wanted: 'exchange' }, 'seller', { payable: 0, approval_amount: 0 }],
  ])('%s', (_, changes, liable, values) => {
    const played = refundCase(changes, decided(liable, changes['reason'] === 'size' ? [] : undefined), {
      until: '03-10 09:40',
    })
    expect(played.run?.values).toMatchObject(values)
  })
})

describe('rr-approve, R-APPROVE', () => {
  it.each<[string, JsonObject, string[]]>([
    ['50.01', { item_paid: 5001, freight_paid: 0 }, ['cs-lead']],
    ['200.00', { item_paid: 20000, freight_paid: 0 }, ['cs-lead']],
    ['200.01', { item_paid: 20001, freight_paid: 0 }, ['cs-lead', 'store-manager']],
    ['2 000.00', { item_paid: 200000, freight_paid: 0 }, ['cs-lead', 'store-manager']],
    ['2 000.01', { item_paid: 200001, freight_paid: 0 }, ['cs-lead', 'store-manager', 'finance']],
    ['190.00 and 11.00 freight', { item_paid: 19000, freight_paid: 1100 }, ['cs-lead', 'store-manager']],
  ])('%s → %j', (_, changes, roles) => {
    expect(approvers(changes)).toEqual(roles)
  })

  it('follows the limits of the store', () => {
    expect(approvers({ item_paid: 30000, freight_paid: 0 }, 'seller', { approve_cs_lead: 30000 })).toEqual(['cs-lead'])
  })

  it('goodwill goes one level above the need, at least to the cs-lead, and is not retained', () => {
    const acts = (paid: number) =>
      refundCase({ ...outOfWindow, goodwill: true, item_paid: paid, freight_paid: 0 }, decided('buyer', []), {
        until: '03-10 09:40',
      })
    expect(step(acts(3000), 'rr-approve').approvals.map((level) => level.role)).toEqual(['cs-lead'])
    expect(step(acts(10000), 'rr-approve').approvals.map((level) => level.role)).toEqual(['cs-lead', 'store-manager'])
    expect(step(acts(30000), 'rr-approve').approvals).toHaveLength(3)
    expect(step(acts(3000), 'rr-retain').status).toBe('skipped')
    expect(step(acts(3000), 'rr-method').answers).toMatchObject({ method: 'refund_first_return', row: 'M5' })
  })

  it('a rejection goes back to the method once, a second one becomes a complaint at L2', () => {
    const first = [...decided('seller'), decides('03-10 10:00', 'cs-lead', 'rr-approve', 'reject', '证据不足')]
    const back = refundCase({}, first, { until: '03-10 10:00' })
    expect(step(back, 'rr-method')).toMatchObject({ visit: 2, status: 'open' })
    const again = [
      ...first,
      completes('03-10 10:10', 'cs-agent', 'rr-method'),
      decides('03-10 10:30', 'cs-lead', 'rr-approve', 'reject', '仍不足'),
    ]
    const played = refundCase({}, again)
    expect(started(played)).toMatchObject([
      { sop: 'complaint-escalation', inputs: { grade_floor: 'L2', order_no: 'TM-1' } },
    ])
    expect(played.outcome).toBe('complaint')
  })

  it('a return asks the agent again without counting as the one rejection', () => {
    const returned = (at: string) => decides(at, 'cs-lead', 'rr-approve', 'return', '请补充依据')
    const played = refundCase(
      {},
      [
        ...decided('seller'),
        returned('03-10 10:00'),
        completes('03-10 10:10', 'cs-agent', 'rr-method'),
        returned('03-10 10:20'),
        completes('03-10 10:30', 'cs-agent', 'rr-method'),
        decides('03-10 10:40', 'cs-lead', 'rr-approve', 'reject', '证据不足'),
      ],
      { until: '03-10 10:40' },
    )
    expect(refused(played)).toEqual([])
    expect(step(played, 'rr-method')).toMatchObject({ visit: 4, status: 'open' })
  })

  it('an amount approved in a complaint is not typed by people', () => {
    const played = refundCase({ pre_approved: 33800 }, [])
    expect(played.refusals.map((refusal) => refusal.code)).toEqual(['LAUNCH_INVALID'])
    expect(played.run).toBeNull()
  })
})

describe('rr-refund', () => {
  const approved = [
    ...decided('seller'),
    decides('03-10 10:00', 'cs-lead', 'rr-approve', 'approve'),
    decides('03-10 10:10', 'store-manager', 'rr-approve', 'approve'),
  ]

  it('pays exactly what was approved, not in the future', () => {
    const future = { refund_no: 'R', amount: 33800, paid_at: cst('03-10 12:00') }
    const played = refundCase(
      {},
      [
        ...approved,
        pays('03-10 10:20', 33801),
        completes('03-10 10:30', 'cs-agent', 'rr-refund', future),
        pays('03-10 10:40', 33800),
      ],
      { until: '03-10 11:00' },
    )
    expect(refused(played)).toEqual(['FORM_BLOCKED', 'FORM_BLOCKED'])
    expect(played.record).toMatchObject({ refund_fen: 33800, sla_miss: false, blocks: 2 })
  })

  it('a late payment is a miss and is told to cs-lead and store-manager', () => {
    const played = refundCase({}, [...approved, pays('03-11 09:01', 33800)], { until: '03-11 10:00' })
    expect(played.record).toMatchObject({ sla_miss: true })
    expect(happened(played, 'step.reminded', 'step.overdue').filter((line) => line.includes('rr-refund'))).toEqual([
      'step.reminded rr-refund 03-11 04:12',
      'step.overdue rr-refund 03-11 09:00',
    ])
    const notices = played.events.filter((event) => event.type === 'notice.sent' && event.stepId === 'rr-refund')
    const told = notices.map((event) => `${clock(event.at)} ${(event.data['tell'] as string[]).join(' ')}`)
    expect(told).toEqual(['03-11 09:00 cs-lead store-manager'])
    expect(refundCase({}, approved, { until: '03-11 09:00' }).record).toMatchObject({ sla_miss: true, refund_fen: 0 })
  })

  it('planned dues count inside service hours only, the refund day and night', () => {
    const calendar = {
      zone: 'Asia/Shanghai', holidays: [], makeUpWorkdays: [], coversUntil: '2027-12-31', serviceHours: { from: '09:00', to: '21:00' },
    } // prettier-ignore
    const late = { applied_at: cst('03-10 20:00'), delivered_at: cst('03-08 12:00') }
    const played = refundCase(late, [], { calendar, startAt: cst('03-10 20:00'), until: '03-10 20:00' })
    expect(due(played, 'rr-apply')).toBe('03-10 20:30')
    expect(due(played, 'rr-evidence')).toBe('03-11 10:00')
    expect(due(played, 'rr-liability')).toBe('03-11 12:00')
    expect(due(played, 'rr-refund')).toBe('03-11 20:00')
  })

  it('a VIP buyer comes first', () => {
    expect(refundCase({ buyer_tier: 'vip' }, [], { until: '03-10 09:00' }).run?.priority).toBe(1)
    expect(refundCase({}, [], { until: '03-10 09:00' }).run?.priority).toBe(3)
  })

  it('instructions follow the refund by an hour', () => {
    const played = refundCase({}, [...approved, pays('03-10 10:40', 33800), instructs('03-10 11:00')], {
      until: '03-10 11:00',
    })
    expect(due(played, 'rr-return-instruct')).toBe('03-10 11:40')
    expect(clock(step(played, 'rr-return-instruct').answers['ship_by'] as string)).toBe('03-17 10:40')
  })
})
