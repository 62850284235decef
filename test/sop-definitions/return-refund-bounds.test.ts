import { describe } from 'vitest'
import { itHolds, least, longest, moreThanNothing, most } from './bounds.ts'
import { returnRefund } from './refund-case.ts'

describe('return-refund, what its forms take', () => {
  itHolds(returnRefund, [
    least('launch', 'qty', 1),
    moreThanNothing('launch', 'item_paid'),
    least('launch', 'freight_paid', 0),
    least('launch', 'buyer_returns_30d', 0),
    least('launch', 'pre_approved', 0),
    longest('rr-apply', 'buyer_words', 2000),
    longest('rr-evidence', 'tracking_no', 60),
    longest('rr-liability', 'basis', 1000),
    moreThanNothing('rr-retain', 'value'),
    longest('rr-refund', 'refund_no', 60),
    longest('rr-exchange-ship', 'waybill', 60),
    longest('rr-repair', 'sent_back_by', 60),
    longest('rr-return-instruct', 'address', 300),
    longest('rr-return-instruct', 'return_waybill', 60),
    longest('rr-track', 'return_waybill', 60),
    ['rr-inspect', 'photos', ['front', 'back'], ['front'], 'TOO_FEW'],
    least('rr-inspect', 'return_freight', 0),
    least('rr-recover', 'claim', 0),
    least('rr-recover', 'got', 0),
    least('rr-follow-up', 'satisfaction', 1),
    most('rr-follow-up', 'satisfaction', 5),
    longest('rr-follow-up', 'comment', 1000),
  ])
})
