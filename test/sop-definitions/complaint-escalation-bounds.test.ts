import { describe, expect, it } from 'vitest'
import { codesOf, itHolds, least, longest, most } from './bounds.ts'
import { complaintEscalation } from './complaint-case.ts'

describe('complaint-escalation, what its forms take', () => {
  itHolds(complaintEscalation, [
    longest('launch', 'platform_case_no', 60),
    longest('launch', 'customer', 200),
    longest('launch', 'text', 4000),
    least('launch', 'similar_24h', 0),
    least('launch', 'complaints_same_order', 0),
    longest('ce-intake', 'buyer_demand', 1000),
    least('ce-intake', 'demand_amount', 0),
    ['ce-first-contact', 'channels', ['chat'], [], 'TOO_FEW'],
    longest('ce-first-contact', 'promise', 1000),
    least('ce-solution', 'cash', 0),
    least('ce-solution', 'coupon', 0),
    longest('ce-solution', 'words', 2000),
    least('ce-negotiate', 'round', 1),
    longest('ce-execute', 'done_note', 1000),
    longest('ce-platform-sync', 'told', 1000),
    longest('ce-appeal', 'appeal_text', 4000),
    longest('ce-appeal', 'result', 500),
    longest('ce-review-reply', 'reply', 1000),
    longest('ce-crisis-convene', 'single_wording', 2000),
    longest('ce-crisis-convene', 'facts', 4000),
    longest('ce-crisis-statement', 'statement', 4000),
    least('ce-crisis-statement', 'deleted_posts', 0),
    least('ce-crisis-watch', 'mentions', 0),
    least('ce-follow-up', 'satisfaction', 1),
    most('ce-follow-up', 'satisfaction', 5),
    longest('ce-follow-up', 'comment', 1000),
    longest('ce-follow-up', 'amend_request', 500),
    longest('ce-root-cause', 'cause', 2000),
  ])

  it('a complaint may come without a case number and without counts', () => {
    for (const field of ['platform_case_no', 'similar_24h', 'complaints_same_order'])
      expect(codesOf(complaintEscalation, 'launch', field, null)).toEqual([])
  })
})
