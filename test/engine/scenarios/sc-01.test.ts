import { describe, expect, it } from 'vitest'
import { play } from '#engine/rehearsal/play.ts'
import type { Played } from '#engine/rehearsal/play.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { clock, completes, cst, due, path, playbook, refused, skipped, step } from '../../sop-definitions/playbook.ts'

const plan = playbook('return-refund')
const inputs: JsonObject = {
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
const upToMethod = [
  completes('03-10 10:05', 'cs-agent', 'rr-apply', { buyer_words: '盒子压坏了，杯子有裂纹' }),
  completes('03-10 10:20', 'cs-agent', 'rr-evidence', { photos: ['photo-1', 'photo-2'] }),
  completes('03-10 10:40', 'cs-agent', 'rr-liability', { liable: 'logistics', basis: '外箱压损' }),
  completes('03-10 10:41', 'cs-agent', 'rr-method'),
]

function playCase(paid: number, acts = upToMethod, until = '03-20 00:00'): Played {
  return play(plan, { inputs: { ...inputs, item_paid: paid }, startAt: cst('03-10 10:00'), until: cst(until), acts })
}

describe('SC-01 small light-damage refund on Douyin', () => {
  const played = playCase(3900, [
    ...upToMethod,
    completes('03-10 11:30', 'cs-agent', 'rr-refund', { refund_no: 'R-1', amount: 3900, paid_at: cst('03-10 11:30') }),
    completes('03-12 10:00', 'warehouse', 'rr-recover', { from: 'courier', claim: 3900, got: 3900 }),
    completes('03-12 20:00', 'cs-agent', 'rr-follow-up', { satisfaction: 5 }),
  ])

  it('passes these steps in this order and no others', () => {
    expect(path(played)).toEqual([
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
    expect(skipped(played)).toEqual([
      'rr-retain',
      'rr-approve',
      'rr-exchange-ship',
      'rr-repair',
      'rr-return-instruct',
      'rr-track',
      'rr-inspect',
      'rr-dispose',
    ])
    expect(played.outcome).toBe('refunded')
    expect(refused(played)).toEqual([])
  })

  it.each([
    ['rr-apply', '03-10 10:30'],
    ['rr-evidence', '03-10 12:00'],
    ['rr-liability', '03-10 14:00'],
    ['rr-refund', '03-12 10:00'],
    ['rr-recover', '03-15 11:30'],
    ['rr-follow-up', '03-13 11:30'],
  ])('%s is due %s', (stepId, expected) => {
    expect(due(played, stepId)).toBe(expected)
  })

  it('keeps the item under row M2 and pays 39.00 without approval', () => {
    expect(step(played, 'rr-method').answers).toMatchObject({ method: 'keep_and_refund', row: 'M2' })
    expect(step(played, 'rr-eligibility').status).toBe('done')
    expect(step(played, 'rr-recover').role).toBe('warehouse')
    expect(clock(step(played, 'rr-recover').openedAt)).toBe('03-10 11:30')
    expect(step(played, 'rr-refund').hard).toBe(true)
  })

  it('records what the scenario names', () => {
    expect(played.record).toMatchObject({
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
})

describe('SC-01 boundaries', () => {
  it('50.00 is still M2 without approval', () => {
    const played = playCase(5000, upToMethod, '03-10 10:41')
    expect(step(played, 'rr-method').answers).toMatchObject({ method: 'keep_and_refund', row: 'M2' })
    expect(step(played, 'rr-approve').status).toBe('skipped')
    expect(step(played, 'rr-refund').status).toBe('open')
  })

  it('50.01 becomes M5 and goes to the cs-lead', () => {
    const played = playCase(5001, upToMethod, '03-10 10:41')
    expect(step(played, 'rr-method').answers).toMatchObject({ method: 'refund_first_return', row: 'M5' })
    const levels = step(played, 'rr-approve').approvals.map((level) => `${level.role} ${clock(level.dueAt)}`)
    expect(levels).toEqual(['cs-lead 03-10 12:41'])
    expect(step(played, 'rr-refund').status).toBe('planned')
  })
})
