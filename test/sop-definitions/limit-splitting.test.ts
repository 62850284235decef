import { describe, expect, it } from 'vitest'
import { decides, refused, step } from './playbook.ts'
import { decided, pays, refundCase } from './refund-case.ts'

const small = { reason: 'quality', wanted: 'return_refund', item_paid: 30_00, freight_paid: 0 }
const split = (cash: number | null) =>
  refundCase(small, [...decided('seller'), pays('03-10 10:00', 30_00)], {
    until: '03-10 10:00',
    facts: cash === null ? {} : { cash_of_order_24h: cash },
  })
const levels = (cash: number | null) => step(split(cash), 'rr-approve').approvals.map(({ role }) => role)

describe('R-APPROVE looks at the sum per order in 24 h', () => {
  it.each<[string, number | null, string[]]>([
    ['nothing else of the order', 0, []],
    ['nobody knows', null, []],
    ['together exactly the limit of an agent', 20_00, []],
    ['a fen above it', 20_01, ['cs-lead']],
    ['together the limit of the cs-lead', 170_00, ['cs-lead']],
    ['a fen above that', 170_01, ['cs-lead', 'store-manager']],
    ['a fen above the store-manager’s', 1970_01, ['cs-lead', 'store-manager', 'finance']],
  ])('%s', (_case, cash, roles) => expect(levels(cash)).toEqual(roles))

  it('the agent cannot pay a piece alone: the payment is refused until the whole is approved', () => {
    expect(refused(split(30_00))).toEqual(['STEP_NOT_OPEN'])
    const approved = refundCase(
      small,
      [...decided('seller'), decides('03-10 10:00', 'cs-lead', 'rr-approve', 'approve'), pays('03-10 10:05', 30_00)],
      { until: '03-10 10:05', facts: { cash_of_order_24h: 30_00 } },
    )
    expect(refused(approved)).toEqual([])
  })
})
