import { describe, expect, it } from 'vitest'
import { refundEligibility } from '#engine/domain/refund-eligibility.ts'
import type { RefundReason } from '#engine/domain/refund-words.ts'

const windows = { noReasonDays: 7, qualityDays: 15 }
const shanghai = 'Asia/Shanghai'
const deliveredAt = '2027-03-07T07:00:00.000Z' // 03-07 15:00 local
const lastOfSeventh = '2027-03-14T15:59:59.000Z'
const afterSeventh = '2027-03-14T16:00:00.000Z'
const lastOfFifteenth = '2027-03-22T15:59:59.000Z'
const afterFifteenth = '2027-03-22T16:00:00.000Z'

describe('rr-eligibility', () => {
  it.each<[RefundReason, string, boolean, boolean]>([
    ['dislike', lastOfSeventh, true, true],
    ['dislike', afterSeventh, false, false],
    ['size', lastOfSeventh, true, true],
    ['size', afterSeventh, false, false],
    ['quality', afterSeventh, true, false],
    ['quality', lastOfFifteenth, true, false],
    ['quality', afterFifteenth, false, false],
    ['functional', afterFifteenth, false, false],
    ['damaged', '2027-03-10T02:00:00.000Z', true, true], // SC-01
    ['damaged', afterFifteenth, false, false],
    ['wrong_item', afterFifteenth, false, false],
    ['missing', afterFifteenth, false, false],
    ['lost', afterFifteenth, true, false],
    ['late', afterFifteenth, true, false],
    ['other', afterFifteenth, true, false],
  ])('%s applied for at %s: eligible %s, in the 7 days %s', (reason, appliedAt, eligible, inWindow) => {
    const application = { reason, delivered_at: deliveredAt, applied_at: appliedAt, category_no_return: false }
    const found = refundEligibility(application, windows, shanghai)
    expect([found.eligible, found.in_window]).toEqual([eligible, inWindow])
  })

  it.each<[RefundReason, boolean]>([
    ['dislike', false],
    ['size', false],
    ['quality', true],
    ['other', true],
  ])('a no-return category stops %s: eligible %s', (reason, eligible) => {
    const application = { reason, delivered_at: deliveredAt, applied_at: deliveredAt, category_no_return: true }
    expect(refundEligibility(application, windows, shanghai).eligible).toBe(eligible)
  })

  it('has no window before delivery and names its last second after it', () => {
    const application = { reason: 'dislike', applied_at: afterFifteenth, category_no_return: false } as const
    expect(refundEligibility({ ...application, delivered_at: null }, windows, shanghai)).toEqual({
      eligible: true,
      in_window: true,
      window_days: 7,
      window_ends_at: null,
    })
    expect(refundEligibility({ ...application, delivered_at: deliveredAt }, windows, shanghai)).toMatchObject({
      window_days: 7,
      window_ends_at: lastOfSeventh,
    })
  })
})
