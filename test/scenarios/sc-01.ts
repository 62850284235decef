import { expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import { clock, completes, cst, due, path, refused, skipped, step } from '../sop-definitions/playbook.ts'
import type { Scenario, Told } from './told.ts'

export const inputs: JsonObject = {
  order_no: 'DY-2027030700001',
  platform: 'douyin',
  sku: 'CUP-01',
  category_no_return: false,
  qty: 1,
  item_paid: 3900,
  freight_paid: 0,
  freight_insurance: false,
  delivered_at: cst('03-07 15:00'),
  applied_at: cst('03-10 10:00'),
  wanted: 'return_refund',
  reason: 'damaged',
  buyer_returns_30d: 0,
}

/** Up to the proposed method, confirmed. */
export const upToMethod = [
  completes('03-10 10:05', 'cs-agent', 'rr-apply', { buyer_words: '盒子压坏了，杯子有裂纹' }),
  completes('03-10 10:20', 'cs-agent', 'rr-evidence', { photos: ['photo-1', 'photo-2'] }),
  completes('03-10 10:40', 'cs-agent', 'rr-liability', { liable: 'logistics', basis: '外箱压损' }),
  completes('03-10 10:41', 'cs-agent', 'rr-method'),
]

/** SC-01 small light-damage refund on Douyin. */
export const sc01: Scenario = {
  sop: 'return-refund',
  storeId: 'douyin-shop',
  request: {
    inputs,
    startAt: cst('03-10 10:00'),
    acts: [
      ...upToMethod,
      completes('03-10 11:30', 'cs-agent', 'rr-refund', {
        refund_no: 'R-1',
        amount: 3900,
        paid_at: cst('03-10 11:30'),
      }),
      completes('03-12 10:00', 'warehouse', 'rr-recover', { from: 'courier', claim: 3900, got: 3900 }),
      completes('03-12 20:00', 'cs-agent', 'rr-follow-up', { satisfaction: 5 }),
    ],
  },
}

/** What the catalogue says of SC-01, written by hand. */
export function sc01Holds(told: () => Told): void {
  it('passes these steps in this order and no others', () => {
    expect(path(told())).toEqual([
      'rr-apply',
      'rr-evidence',
      'rr-eligibility',
      'rr-liability',
      'rr-method',
      'rr-amount',
      'rr-refund',
      'rr-recover',
      'rr-follow-up',
      'rr-close',
    ])
    expect(skipped(told())).toEqual([
      'rr-retain',
      'rr-approve',
      'rr-exchange-ship',
      'rr-repair',
      'rr-return-instruct',
      'rr-track',
      'rr-inspect',
      'rr-dispose',
    ])
    expect(told().outcome).toBe('refunded')
    expect(refused(told())).toEqual([])
  })

  it.each([
    ['rr-apply', '03-10 10:30'],
    ['rr-evidence', '03-10 12:00'],
    ['rr-liability', '03-10 14:00'],
    ['rr-refund', '03-12 10:00'],
    ['rr-recover', '03-15 11:30'],
    ['rr-follow-up', '03-13 11:30'],
  ])('%s is due %s', (stepId, expected) => {
    expect(due(told(), stepId)).toBe(expected)
  })

  it('keeps the item under row M2 and pays 39.00 without approval', () => {
    expect(step(told(), 'rr-method').answers).toMatchObject({ method: 'keep_and_refund', row: 'M2' })
    expect(step(told(), 'rr-eligibility').status).toBe('done')
    expect(step(told(), 'rr-recover').role).toBe('warehouse')
    expect(clock(step(told(), 'rr-recover').openedAt)).toBe('03-10 11:30')
    expect(step(told(), 'rr-refund').hard).toBe(true)
  })

  it('records what the scenario names', () => {
    expect(told().record).toMatchObject({
      refund_fen: 3900,
      refund_minutes: 90,
      sla_miss: false,
      goods_returned: false,
      liability: 'logistics',
      claim_fen: 3900,
      claimed_from: 'courier',
      approvals: [],
      apology_sent: true,
      method: 'keep_and_refund',
      row: 'M2',
      steps_overdue: 0,
    })
  })
}
