import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import { clock, completes, cst, decides, due, path, refused, skipped, started, step } from './playbook.ts'
import { accepted, decided, inspects, instructs, parcelArrives, pays, refundCase, returnRefund } from './refund-case.ts'

describe('return-refund, the definition', () => {
  it('has the steps of the catalogue in their order', () => {
    expect(returnRefund.steps.map((plan) => plan.id)).toEqual([
      'rr-apply',
      'rr-evidence',
      'rr-eligibility',
      'rr-liability',
      'rr-method',
      'rr-retain',
      'rr-amount',
      'rr-approve',
      'rr-refund',
      'rr-exchange-ship',
      'rr-repair',
      'rr-return-instruct',
      'rr-track',
      'rr-inspect',
      'rr-dispose',
      'rr-recover',
      'rr-follow-up',
      'rr-close',
    ])
  })

  it('counts refund and exchange shipping by hard clocks only', () => {
    expect(returnRefund.steps.filter((plan) => plan.hard).map((plan) => plan.id)).toEqual([
      'rr-refund',
      'rr-exchange-ship',
    ])
  })

  it('runs on a desk, is started by agents and handlers and knows one case by its number', () => {
    expect(returnRefund).toMatchObject({ hosting: 'desk', starters: ['cs-agent', 'complaint-handler'] })
    expect(returnRefund.correlate).toContain('after_sale_no')
  })

  it.each<[string, unknown]>([
    ['approve_agent', 5000],
    ['approve_cs_lead', 20000],
    ['approve_store_manager', 200000],
    ['approve_within', '2h'],
    ['low_value', 5000],
    ['no_reason_days', 7],
    ['quality_days', 15],
    ['return_first_returns', 3],
    ['return_first_above', 200000],
    ['retain_coupon', 500],
    ['partial_share', 20],
    ['partial_min', 10],
    ['partial_max', 30],
    ['exchange_ship', '48h'],
    ['repair_within', '7d'],
    ['return_ship_within', '7d'],
    ['supplier_share', 100],
    ['buyer_share_b', 20],
    ['buyer_share_c', 100],
    ['recall_cases', 3],
    ['refund_instant', true],
  ])('parameter %s is %s', (name, value) => {
    expect(returnRefund.parameters.find((parameter) => parameter.name === name)?.value).toEqual(value)
  })

  it.each([
    ['tmall', '03-11 09:00'],
    ['taobao', '03-11 09:00'],
    ['douyin', '03-12 09:00'],
    ['jd', '03-12 09:00'],
    ['pdd', '03-12 09:00'],
    ['xhs', '03-12 09:00'],
    ['other', '03-12 09:00'],
  ])('a refund on %s is due %s', (platform, expected) => {
    expect(due(refundCase({ platform }, [], { until: '03-10 09:00' }), 'rr-refund')).toBe(expected)
  })
})

describe('rr-apply and rr-evidence', () => {
  it('blocks more pieces than bought, a second refund and, when all orders are imported, an unknown order', () => {
    const apply = [completes('03-10 09:10', 'cs-agent', 'rr-apply', { buyer_words: '有问题' })]
    const known = { order: { exists: true, qty: 1 } }
    expect(refused(refundCase({ qty: 2 }, apply, { facts: known }))).toEqual(['FORM_BLOCKED'])
    expect(refused(refundCase({}, apply, { facts: { refunded_before: 1 } }))).toEqual(['FORM_BLOCKED'])
    const unknown = { facts: { order: { exists: false } } }
    expect(refused(refundCase({}, apply, { ...unknown, params: { orders_known: true } }))).toEqual(['FORM_BLOCKED'])
    expect(refused(refundCase({}, apply, unknown))).toEqual([])
    expect(refused(refundCase({}, apply, { facts: known }))).toEqual([])
  })

  it.each(['quality', 'damaged', 'wrong_item', 'missing', 'functional'])('%s needs a photo', (reason) => {
    const played = refundCase({ reason }, accepted([]), { until: '03-10 09:30' })
    expect(refused(played)).toEqual(['FORM_BLOCKED'])
  })

  it.each(['lost', 'late', 'size', 'dislike', 'other'])('%s needs none', (reason) => {
    expect(refused(refundCase({ reason }, accepted([]), { until: '03-10 09:30' }))).toEqual([])
  })

  it('closes the case when the buyer stays silent for 24 h', () => {
    const silent = refundCase({}, accepted().slice(0, 1))
    expect(silent.outcome).toBe('no_evidence')
    expect(clock(silent.run?.endedAt)).toBe('03-11 09:10')
  })

  it('starts the recall with the third quality case in 7 days', () => {
    const third = refundCase({}, accepted(), { facts: { quality_cases_7d: 3 }, until: '03-10 09:30' })
    expect(started(third).map((child) => child.sop)).toEqual(['qc-recall'])
    const second = refundCase({}, accepted(), { facts: { quality_cases_7d: 2 }, until: '03-10 09:30' })
    expect(started(second)).toEqual([])
  })
})

describe('rr-eligibility', () => {
  it.each<[string, JsonObject, boolean]>([
    ['dislike on the 7th day', { reason: 'dislike', delivered_at: cst('03-03 00:10') }, true],
    ['dislike on the 8th day', { reason: 'dislike', delivered_at: cst('03-02 23:50') }, false],
    ['size on the 8th day', { reason: 'size', delivered_at: cst('03-02 12:00') }, false],
    ['dislike in a category without returns', { reason: 'dislike', category_no_return: true }, false],
    ['quality in a category without returns', { category_no_return: true }, true],
    ['quality on the 15th day', { delivered_at: cst('02-23 12:00') }, true],
    ['quality on the 16th day', { delivered_at: cst('02-22 12:00') }, false],
  ])('%s: %s → %s', (_, changes, eligible) => {
    const played = refundCase(changes, accepted(), { until: '03-10 09:25' })
    expect(played.run?.values['eligible']).toBe(eligible)
    expect(step(played, 'rr-liability').status).toBe(eligible ? 'open' : 'skipped')
  })
})

describe('rr-liability, B3-T1', () => {
  it.each<[string, JsonObject, string]>([
    ['quality', {}, 'seller'],
    ['quality', { proof: 'misuse' }, 'buyer'],
    ['quality', { proof: 'supplier_defect' }, 'supplier'],
    ['damaged', {}, 'logistics'],
    ['damaged', { proof: 'bad_packing' }, 'seller'],
    ['wrong_item', {}, 'seller'],
    ['missing', { proof: 'supplier_packed' }, 'supplier'],
    ['lost', {}, 'logistics'],
    ['late', {}, 'logistics'],
    ['size', {}, 'buyer'],
    ['dislike', { proof: 'wrong_description' }, 'seller'],
  ])('%s with %j → %s', (reason, answers, expected) => {
    const acts = [...accepted(), completes('03-10 09:30', 'cs-agent', 'rr-liability', { basis: '见证据', ...answers })]
    const liability = step(refundCase({ reason }, acts, { until: '03-10 09:30' }), 'rr-liability')
    expect(liability.answers['liable']).toBe(expected)
  })

  it('proposes the supplier for drop-shipped goods', () => {
    const acts = [...accepted(), completes('03-10 09:30', 'cs-agent', 'rr-liability', { basis: '见证据' })]
    const facts = { product: { supplyMode: 'dropship' } }
    expect(step(refundCase({}, acts, { facts, until: '03-10 09:30' }), 'rr-liability').answers['liable']).toBe(
      'supplier',
    )
  })

  it('lets the cs-lead confirm a buyer-liable defect that photos support', () => {
    const acts = decided('buyer')
    expect(refused(refundCase({}, acts, { until: '03-10 09:40' }))).toEqual(['STEP_NOT_OPEN'])
    const confirmed = refundCase({}, [
      ...acts.slice(0, 3),
      decides('03-10 09:35', 'cs-lead', 'rr-liability', 'approve'),
    ])
    expect(step(confirmed, 'rr-liability').approvals.map((level) => `${level.role} ${clock(level.dueAt)}`)).toEqual([
      'cs-lead 03-10 11:30',
    ])
    expect(step(confirmed, 'rr-liability').status).toBe('done')
  })
})

describe('rr-follow-up', () => {
  const upToReturn = [
    ...decided('seller'),
    decides('03-10 10:00', 'cs-lead', 'rr-approve', 'approve'),
    decides('03-10 10:10', 'store-manager', 'rr-approve', 'approve'),
    pays('03-10 11:00', 33800),
    instructs('03-10 11:30'),
    parcelArrives('03-12 10:00'),
    inspects('03-12 12:00', 'A', 'as_reported'),
    completes('03-12 13:00', 'warehouse', 'rr-dispose'),
  ]

  it('turns a satisfaction of 2 into a complaint at L1', () => {
    const acts = [...upToReturn, completes('03-13 10:00', 'cs-agent', 'rr-follow-up', { satisfaction: 2 })]
    const played = refundCase({}, acts)
    expect(started(played)).toMatchObject([
      {
        sop: 'complaint-escalation',
        inputs: { source: 'chat', grade_floor: 'L1', order_no: 'TM-1', platform: 'tmall' },
      },
    ])
    expect(played.outcome).toBe('refunded')
  })

  it('does not for a 3, and refuses a quality case without an apology', () => {
    const refusedFirst = completes('03-13 10:00', 'cs-agent', 'rr-follow-up', { satisfaction: 3, apology_sent: false })
    const acts = [
      ...upToReturn,
      refusedFirst,
      completes('03-13 11:00', 'cs-agent', 'rr-follow-up', { satisfaction: 3 }),
    ]
    const played = refundCase({}, acts)
    expect(refused(played)).toEqual(['FORM_BLOCKED'])
    expect(started(played)).toEqual([])
    expect(path(played).at(-1)).toBe('rr-close')
    expect(skipped(played)).toContain('rr-recover')
  })
})
