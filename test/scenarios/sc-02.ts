import { expect, it } from 'vitest'
import {
  clock,
  completes,
  cst,
  decides,
  due,
  happened,
  path,
  refused,
  skipped,
  step,
} from '../sop-definitions/playbook.ts'
import type { Scenario, Told } from './told.ts'

/** Up to the proposed method, confirmed. */
export const upToMethod = [
  completes('03-10 09:15', 'cs-agent', 'rr-apply', { buyer_words: '用了一次就坏了' }),
  completes('03-10 09:40', 'cs-agent', 'rr-evidence', { photos: ['photo-1'] }),
  completes('03-10 10:30', 'cs-agent', 'rr-liability', { liable: 'supplier', basis: '质检确认缺陷' }),
  completes('03-10 10:30', 'cs-agent', 'rr-method'),
]
const story = [
  ...upToMethod,
  decides('03-10 11:00', 'cs-lead', 'rr-approve', 'approve'),
  decides('03-10 13:40', 'store-manager', 'rr-approve', 'approve'),
  completes('03-10 14:00', 'cs-agent', 'rr-refund', { refund_no: 'R-2', amount: 32800, paid_at: cst('03-10 14:00') }),
  completes('03-10 14:40', 'cs-agent', 'rr-return-instruct', {
    address: '杭州市余杭区1号仓',
    way: 'pickup',
    freight_payer: 'seller',
  }),
  completes('03-13 11:00', 'cs-agent', 'rr-follow-up', { satisfaction: 4, comment: '满意' }),
  { at: cst('03-13 16:00'), event: { type: 'parcel.received', data: { return_waybill: 'SF-1' } } },
  completes('03-14 10:00', 'warehouse', 'rr-inspect', {
    grade: 'C',
    photos: ['in-1', 'in-2'],
    matches_reason: true,
    caused_by: 'as_reported',
    return_freight: 1200,
  }),
  completes('03-14 15:00', 'warehouse', 'rr-dispose'),
  completes('03-17 09:00', 'buyer', 'rr-recover', { got: 34000 }),
]

/** SC-02 refund above the CS lead's limit. */
export const sc02: Scenario = {
  sop: 'return-refund',
  storeId: 'tmall-flagship',
  request: {
    inputs: {
      order_no: 'TM-2027030800001',
      platform: 'tmall',
      sku: 'LAMP-9',
      category_no_return: false,
      qty: 1,
      item_paid: 32800,
      freight_paid: 0,
      freight_insurance: false,
      delivered_at: cst('03-08 12:00'),
      applied_at: cst('03-10 09:00'),
      wanted: 'return_refund',
      reason: 'quality',
      buyer_returns_30d: 0,
    },
    params: { approve_cs_lead: 20000 },
    startAt: cst('03-10 09:00'),
    acts: story,
  },
}

/** What the catalogue says of SC-02, written by hand. */
export function sc02Holds(told: () => Told): void {
  it('passes these steps in this order', () => {
    expect(refused(told())).toEqual([])
    expect(path(told())).toEqual([
      'rr-apply',
      'rr-evidence',
      'rr-eligibility',
      'rr-liability',
      'rr-method',
      'rr-amount',
      'rr-approve',
      'rr-refund',
      'rr-return-instruct',
      'rr-follow-up',
      'rr-track',
      'rr-inspect',
      'rr-dispose',
      'rr-recover',
      'rr-close',
    ])
    expect(skipped(told())).toEqual(['rr-retain', 'rr-exchange-ship', 'rr-repair'])
    expect(told().outcome).toBe('refunded')
  })

  it.each([
    ['rr-refund', '03-11 09:00'],
    ['rr-return-instruct', '03-10 15:00'],
    ['rr-inspect', '03-14 16:00'],
    ['rr-dispose', '03-15 10:00'],
    ['rr-recover', '03-17 10:00'],
    ['rr-follow-up', '03-13 14:00'],
  ])('%s is due %s', (stepId, expected) => {
    expect(due(told(), stepId)).toBe(expected)
  })

  it('goes through two levels, the second reminded at 80 % and overdue at its due, told only', () => {
    const levels = step(told(), 'rr-approve').approvals.map(
      (level) =>
        `${level.role} due ${clock(level.dueAt)} ${level.decision} ${clock(level.at)}${level.late ? ' late' : ''}`,
    )
    expect(levels).toEqual([
      'cs-lead due 03-10 12:30 approved 03-10 11:00',
      'store-manager due 03-10 13:00 approved 03-10 13:40 late',
    ])
    const ladder = happened(told(), 'step.reminded', 'step.overdue', 'step.escalated').filter((line) =>
      line.includes('rr-approve'),
    )
    expect(ladder).toEqual(['step.reminded rr-approve 03-10 12:36', 'step.overdue rr-approve 03-10 13:00'])
  })

  it('proposes ship_by, disposal and claim', () => {
    expect(step(told(), 'rr-method').answers).toMatchObject({ method: 'refund_first_return', row: 'M5' })
    expect(clock(step(told(), 'rr-return-instruct').answers['ship_by'] as string)).toBe('03-17 14:00')
    expect(clock(step(told(), 'rr-track').completedAt)).toBe('03-13 16:00')
    expect(step(told(), 'rr-dispose').answers).toMatchObject({ disposal: 'scrap' })
    expect(step(told(), 'rr-recover')).toMatchObject({
      role: 'buyer',
      answers: { from: 'supplier', claim: 34000, got: 34000 },
    })
  })

  it('records what the scenario names', () => {
    expect(told().record).toMatchObject({
      refund_fen: 32800,
      refund_before_return: true,
      sla_miss: false,
      return_freight_fen: 1200,
      return_freight_by: 'seller',
      disposal: 'scrap',
      claim_fen: 34000,
      claimed_from: 'supplier',
      steps_overdue: 1,
      goods_returned: true,
    })
    const approvals = ((told().record?.['approvals'] ?? []) as { role: string; at: string; late: boolean }[]).map(
      (level) => `${level.role} ${clock(level.at)}${level.late ? ' late' : ''}`,
    )
    expect(approvals).toEqual(['cs-lead 03-10 11:00', 'store-manager 03-10 13:40 late'])
  })
}
